/** SNAP: the B2B token, the account inquiry, the interbank transfer and its status. */
package dev.briapi.bridge.sandbox.snap;
