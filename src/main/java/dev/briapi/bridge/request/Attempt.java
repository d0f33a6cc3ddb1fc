package dev.briapi.bridge.request;

import java.util.UUID;

/**
 * One try to send a call, recorded and committed before its first byte leaves.
 *
 * @param call what is sent
 * @param number counts the tries of the request from 1, inquiries included
 * @param bankId what BRI knows the call by, never the same twice (rulings 12)
 * @param startedNanos {@link System#nanoTime()} when it was recorded
 * @param replica who makes it; when that is somebody else by now, it must not leave any more
 */
public record Attempt(BankCall call, int number, String bankId, long startedNanos, UUID replica) {}
