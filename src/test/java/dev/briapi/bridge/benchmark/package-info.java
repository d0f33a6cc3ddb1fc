/** What the benchmarks have in common. */
package dev.briapi.bridge.benchmark;
