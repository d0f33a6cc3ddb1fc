/**
 * What was paid, what we expected, and where BRI's books and ours differ: virtual accounts, the
 * matching of report and notifications, the differences, the daily summary. Knows the bank, the
 * ledger's table and the drop folder, not who looks at it.
 */
package dev.briapi.bridge.payment;
