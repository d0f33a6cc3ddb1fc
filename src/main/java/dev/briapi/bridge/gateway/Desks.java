package dev.briapi.bridge.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import jakarta.inject.Singleton;

/**
 * How many requests of a product are worked on at once; the others stand in line. So nobody draws
 * moments that would come too late, and a product that is slow leaves the database to the others.
 */
@Singleton
class Desks {
  /** Calls that draw their moments together are still in time at one call a second. */
  private static final int EACH = 48;

  private final Map<String, Semaphore> desks = new ConcurrentHashMap<>();

  /** Waits for a desk, which has to be given back. */
  Semaphore take(String product) throws InterruptedException {
    Semaphore desk = desks.computeIfAbsent(product, any -> new Semaphore(EACH, true));
    desk.acquire();
    return desk;
  }
}
