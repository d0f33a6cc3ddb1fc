/**
 * What BRI tells us of payments: an access token for BRI, and its push, verified and stored once
 * (rulings 29-33). Knows the bank's signatures and the database, nothing of callers and requests.
 */
package dev.briapi.bridge.payment.notification;
