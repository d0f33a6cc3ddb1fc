/**
 * BRI telling the bridge of payments: tokens, signed pushes, retries, and orders to do it wrong. It
 * calls the bridge over HTTP only and signs with code of the sandbox's own.
 */
package dev.briapi.bridge.sandbox.notification;
