/** Corporate Billing Management: the invoices, their life cycle and the thirteen operations. */
package dev.briapi.bridge.sandbox.cbm;
