/** Servers that real clients speak to, and the rest of the way to them. */
package dev.briapi.bridge.inbox;
