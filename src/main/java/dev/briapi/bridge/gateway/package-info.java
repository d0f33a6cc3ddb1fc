/**
 * The front door: who may come in, what comes in under {@code /bri}, and how it says no. Every
 * error of ours that leaves the bridge over HTTP is a problem document of RFC 9457.
 *
 * <p>The entry is a JAX-RS resource and not a route's {@code platform-http} endpoint: it reads a
 * body as a stream and stops at its bound, sees the path as it stands in the request, and shares
 * keys and problem documents with {@code /api}. The route {@code receive-request} does the rest.
 */
package dev.briapi.bridge.gateway;
