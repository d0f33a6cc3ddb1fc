/**
 * Drop files: taking, validating, sending line by line, acknowledging. Knows the ledger and the
 * contract of CBM.
 */
package dev.briapi.bridge.invoice;
