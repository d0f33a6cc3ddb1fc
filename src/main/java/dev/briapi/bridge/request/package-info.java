/**
 * The request ledger: one row per request to the bank, committed before the first byte leaves, and
 * every change of its status guarded in SQL. Knows the bank and the dead letters, not who asked.
 */
package dev.briapi.bridge.request;
