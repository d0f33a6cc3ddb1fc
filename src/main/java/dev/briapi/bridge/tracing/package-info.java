/** Which traces are kept, how they hang together, and what their spans may say. */
package dev.briapi.bridge.tracing;
