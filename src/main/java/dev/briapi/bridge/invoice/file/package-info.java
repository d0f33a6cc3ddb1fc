/**
 * Reading drop files: CSV, JSON, JSON Lines and XLSX as streams of lines, their control files and
 * their attachments.
 *
 * <p>May know: bytes, encodings, spreadsheets. Knows nothing of the database, of routes, of the
 * bank, or of which values the contract allows; the field names are handed in.
 */
package dev.briapi.bridge.invoice.file;
