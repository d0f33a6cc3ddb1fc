package dev.briapi.bridge.job;

import java.time.Duration;
import java.time.LocalTime;

/**
 * When a job runs.
 *
 * @param job its full name
 * @param every the time between the end of a run and the next, or null where it runs once a day
 * @param at the time of day in WIB at which it runs (rulings 5), or null
 */
public record Schedule(String job, Duration every, LocalTime at) {
  /** A job that runs again and again. */
  public static Schedule every(Duration pause, String kind, String subject) {
    return new Schedule(subject == null ? kind : kind + "/" + subject, pause, null);
  }

  /** A job that runs once a day. */
  public static Schedule daily(LocalTime at, String kind) {
    return new Schedule(kind, null, at);
  }
}
