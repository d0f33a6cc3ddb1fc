package dev.briapi.bridge.job;

import java.util.List;

/**
 * Something that wants to be run on a schedule; its route is {@code direct:} and the job's kind.
 */
public interface Scheduled {
  /** When, for what; empty where its product is off. */
  List<Schedule> schedules();
}
