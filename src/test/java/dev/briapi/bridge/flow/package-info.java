/**
 * The flow of invoices as a whole: the real routes, a real directory, real PostgreSQL, and the
 * sandbox over HTTP with signatures on.
 */
package dev.briapi.bridge.flow;
