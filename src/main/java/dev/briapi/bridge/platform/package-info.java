/**
 * What every other package stands on: settings, the clock, the database of a first run, this
 * replica's place in the cluster.
 */
package dev.briapi.bridge.platform;
