package dev.briapi.bridge.sandbox.server;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One scripted misbehaviour, as the admin API writes it.
 *
 * @param kind what happens
 * @param operation the operation's id, {@code token} and {@code snap-token} included; {@code *} is
 *     every operation but the tokens, {@code briva/*} every one of a product
 * @param http HTTP status of {@code refuse} (400 when 0) and {@code status} (500 when 0)
 * @param code response code of {@code refuse}; four digits make it an error of the gateway
 * @param message response text of {@code refuse}
 * @param delayMs milliseconds before the answer, for every kind that answers
 * @param processed whether the work is done, for {@code garbage} and {@code status}; null is the
 *     kind's own way
 * @param garbage {@code html} (default) or {@code truncated}
 * @param times how often it strikes; 0 is once, or without end where {@code every} is set; -1 is
 *     without end
 * @param every strikes every Nth matching call only; 0 and 1 are every call
 * @param field a field of the body or query that has to match, {@code amount.value} for one inside
 *     another, {@code path} for the path; null for any call
 * @param matches a regular expression for the whole value of that field
 */
public record Fault(
    FaultKind kind,
    String operation,
    int http,
    String code,
    String message,
    long delayMs,
    Boolean processed,
    String garbage,
    int times,
    int every,
    String field,
    String matches) {

  /** Fills in what was left out, and refuses what makes no sense. */
  public Fault {
    if (kind == null) {
      throw new IllegalArgumentException("kind is required");
    }
    operation = operation == null || operation.isBlank() ? "*" : operation;
    http = http != 0 ? http : kind == FaultKind.REFUSE ? 400 : 500;
    code = code == null ? "03" : code;
    message = message == null ? "Action cannot be processed." : message;
    processed = processed == null ? Boolean.valueOf(kind.processed()) : processed;
    garbage = garbage == null ? "html" : garbage;
    every = Math.max(1, every);
    times = times != 0 ? times : every > 1 ? -1 : 1;
    if (http < 200 || http > 599) {
      throw new IllegalArgumentException("http has to be a status from 200 to 599");
    }
    if (delayMs < 0 || delayMs > Duration.ofHours(1).toMillis()) {
      throw new IllegalArgumentException("delayMs has to be 0 to an hour");
    }
    if ((field == null) != (matches == null)) {
      throw new IllegalArgumentException("field and matches go together");
    }
    if (matches != null) {
      Pattern.compile(matches);
    }
  }

  private static Fault of(FaultKind kind, String operation) {
    return new Fault(kind, operation, 0, null, null, 0, null, null, 0, 0, null, null);
  }

  /** Refuses with this HTTP status, code and text. */
  public static Fault refuse(String operation, int http, String code, String message) {
    return new Fault(
        FaultKind.REFUSE, operation, http, code, message, 0, null, null, 0, 0, null, null);
  }

  /** Does the work and answers after this time. */
  public static Fault late(String operation, Duration delay) {
    return of(FaultKind.LATE, operation).after(delay);
  }

  /** Closes the connection and does nothing. */
  public static Fault dropBefore(String operation) {
    return of(FaultKind.DROP_BEFORE, operation);
  }

  /** Does the work and closes the connection without an answer. */
  public static Fault dropAfter(String operation) {
    return of(FaultKind.DROP_AFTER, operation);
  }

  /** Answers an HTML page with HTTP 200. */
  public static Fault html(String operation, boolean processed) {
    return garbage(operation, processed, "html");
  }

  /** Answers half of the JSON. */
  public static Fault truncated(String operation, boolean processed) {
    return garbage(operation, processed, "truncated");
  }

  private static Fault garbage(String operation, boolean processed, String garbage) {
    return new Fault(
        FaultKind.GARBAGE, operation, 0, null, null, 0, processed, garbage, 0, 0, null, null);
  }

  /** Answers this HTTP status, the work done or not. */
  public static Fault status(String operation, int http, boolean processed) {
    return new Fault(
        FaultKind.STATUS, operation, http, null, null, 0, processed, null, 0, 0, null, null);
  }

  /** Answers 429. */
  public static Fault tooMany(String operation) {
    return of(FaultKind.TOO_MANY, operation);
  }

  /** Forgets all tokens before the call is looked at. */
  public static Fault expireToken(String operation) {
    return of(FaultKind.EXPIRE_TOKEN, operation);
  }

  /** The same, so many times; -1 is without end. */
  public Fault times(int count) {
    return new Fault(
        kind, operation, http, code, message, delayMs, processed, garbage, count, every, field,
        matches);
  }

  /** The same, on every Nth matching call without end. */
  public Fault every(int nth) {
    return new Fault(
        kind, operation, http, code, message, delayMs, processed, garbage, -1, nth, field, matches);
  }

  /** The same, for calls of which a field matches a regular expression as a whole. */
  public Fault when(String name, String pattern) {
    return new Fault(
        kind, operation, http, code, message, delayMs, processed, garbage, times, every, name,
        pattern);
  }

  /** The same, with the answer held back for a while. */
  public Fault after(Duration delay) {
    return new Fault(
        kind,
        operation,
        http,
        code,
        message,
        delay.toMillis(),
        processed,
        garbage,
        times,
        every,
        field,
        matches);
  }
}
