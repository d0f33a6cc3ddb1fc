/**
 * What runs on a schedule, once at a time over all replicas: the database decides who runs it, on
 * its own clock. Knows when, not what.
 */
package dev.briapi.bridge.job;
