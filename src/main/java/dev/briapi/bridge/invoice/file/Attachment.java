package dev.briapi.bridge.invoice.file;

import java.nio.file.Path;

/**
 * A PDF or ZIP that may be sent with an invoice.
 *
 * @param name its name in the attachments folder
 * @param sha256 of the content that was checked, in hex; whoever reads the file again compares it
 * @param size in bytes
 * @param path where it is
 */
public record Attachment(String name, String sha256, long size, Path path) {}
