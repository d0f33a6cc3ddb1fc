package dev.briapi.bridge.payment.report;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

import dev.briapi.bridge.job.Lease;

/**
 * A part of one WIB day that is to be read; the bank takes one day per call (rulings 25).
 *
 * @param lease the right to read it
 * @param run its row among the reconciliations
 * @param brivaNo the number
 * @param day the day in WIB
 * @param from where in the day it begins, or null for the whole day
 * @param to where in the day it ends, or null for the whole day
 */
public record Window(
    Lease lease, UUID run, String brivaNo, LocalDate day, LocalTime from, LocalTime to) {

  /** Whether the whole day is read. */
  public boolean whole() {
    return from == null;
  }

  /** Whether it is read by time, and from midnight on. */
  boolean byTimeFromTheBeginning() {
    return LocalTime.MIN.equals(from);
  }

  /** The operation that reads it. */
  public String operation() {
    return whole() ? "get-report" : "get-report-time";
  }

  @Override
  public String toString() {
    return brivaNo + " on " + day + (whole() ? "" : " from " + from + " to " + to);
  }
}
