/**
 * The front door: who may come in, and how it says no. Every error that leaves the bridge over HTTP
 * is a problem document of RFC 9457.
 */
package dev.briapi.bridge.gateway;
