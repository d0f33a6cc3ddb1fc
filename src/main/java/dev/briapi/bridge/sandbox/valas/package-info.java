/** Valas: rates, deals, foreign exchange between accounts, and the eleven operations. */
package dev.briapi.bridge.sandbox.valas;
