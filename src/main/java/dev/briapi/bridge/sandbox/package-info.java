/**
 * A stand-in for BRI with a port of its own, for the first run, the tests and the benchmarks; never
 * part of a production start.
 *
 * <p>It is written from the documents, so that a mistake of the client cannot be repeated here: it
 * shares the contract with the bridge and nothing else, and verifies signatures with code of its
 * own. {@code server} holds what is common to all products, {@code oauth} the token and BRI's
 * gateway checks, and every product has a package.
 */
package dev.briapi.bridge.sandbox;
