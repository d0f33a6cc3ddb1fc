/**
 * The edge between the routes and the bank: what a call looks like on the wire. The only part of
 * the bank that knows Camel.
 */
package dev.briapi.bridge.bank.http;
