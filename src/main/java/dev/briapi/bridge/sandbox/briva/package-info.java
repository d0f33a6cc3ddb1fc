/** BRIVA: virtual accounts, their payments, the reports and the eight operations. */
package dev.briapi.bridge.sandbox.briva;
