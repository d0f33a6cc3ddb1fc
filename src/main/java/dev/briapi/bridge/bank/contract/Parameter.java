package dev.briapi.bridge.bank.contract;

/**
 * A parameter in the path or the query.
 *
 * @param name BRI's name
 * @param inPath true in the path, false in the query
 * @param required whether the call makes no sense without it; those of the path always are
 */
public record Parameter(String name, boolean inPath, boolean required) {}
