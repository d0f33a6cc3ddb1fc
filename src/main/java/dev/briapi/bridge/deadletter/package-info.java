/** What could not go on: stored with all that is needed to look at it and to try again. */
package dev.briapi.bridge.deadletter;
