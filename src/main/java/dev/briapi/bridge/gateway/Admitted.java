package dev.briapi.bridge.gateway;

import java.util.UUID;

import dev.briapi.bridge.request.BankCall;

/**
 * A request that is in the ledger.
 *
 * @param requestId the row that answers it
 * @param call what to send, or null when there is nothing to send
 * @param replayed whether the answer is one that was given before
 */
public record Admitted(UUID requestId, BankCall call, boolean replayed) {}
