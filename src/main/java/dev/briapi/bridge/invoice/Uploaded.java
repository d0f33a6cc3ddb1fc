package dev.briapi.bridge.invoice;

import java.util.UUID;

/**
 * What became of an upload.
 *
 * @param batch its batch, whatever state that is in
 * @param earlier the batch that has the same content, or null
 */
public record Uploaded(UUID batch, UUID earlier) {}
