/**
 * BRIAPI itself: contract, tokens, signatures, classification. Knows nothing of our database, files
 * or callers.
 */
package dev.briapi.bridge.bank;
