/**
 * Starting again what was put aside, by the word of a person. Knows the dead letters, the ledger
 * and the drop files.
 */
package dev.briapi.bridge.recovery;
