/**
 * BRI's report of what was paid: which windows are due, reading them as a stream, and merging what
 * they say.
 */
package dev.briapi.bridge.payment.report;
