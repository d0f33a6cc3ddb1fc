package dev.briapi.bridge.sandbox.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The scripted faults that wait for a call. Safe for use by several threads. */
public final class Faults {
  private static final int MOST = 1_000;

  private final List<Armed> armed = new ArrayList<>();
  private long lastId;

  /**
   * A fault with what became of it so far.
   *
   * @param id its number, for removing it
   * @param fault as it was added
   * @param struck how often it struck
   */
  public record View(long id, Fault fault, int struck) {}

  private static final class Armed {
    final long id;
    final Fault fault;
    final Pattern pattern;
    int seen;
    int struck;

    Armed(long id, Fault fault) {
      this.id = id;
      this.fault = fault;
      this.pattern = fault.matches() == null ? null : Pattern.compile(fault.matches());
    }

    boolean applies(BankOperation operation, SandboxRequest request) {
      if (!named(operation)) {
        return false;
      }
      if (pattern == null) {
        return true;
      }
      String value = request.field(fault.field());
      return value != null && pattern.matcher(value).matches();
    }

    private boolean named(BankOperation operation) {
      String name = fault.operation();
      return switch (name) {
        case "*" -> !operation.token();
        default ->
            name.equals(operation.id())
                || !operation.token() && name.equals(operation.product() + "/*");
      };
    }
  }

  /**
   * Arms a fault; the oldest that applies to a call strikes first.
   *
   * @return its number
   * @throws IllegalStateException when there are too many already
   */
  public synchronized long add(Fault fault) {
    if (armed.size() >= MOST) {
      throw new IllegalStateException("more than " + MOST + " faults");
    }
    armed.add(new Armed(++lastId, fault));
    return lastId;
  }

  /** Removes one fault; true when there was one. */
  public synchronized boolean remove(long id) {
    return armed.removeIf(one -> one.id == id);
  }

  /** Removes all faults. */
  public synchronized void clear() {
    armed.clear();
  }

  /** The armed faults, oldest first. */
  public synchronized List<View> list() {
    return armed.stream().map(one -> new View(one.id, one.fault, one.struck)).toList();
  }

  synchronized Optional<Fault> claim(
      BankOperation operation, SandboxRequest request, Predicate<FaultKind> kinds) {
    for (Armed one : armed) {
      if (!kinds.test(one.fault.kind()) || !one.applies(operation, request)) {
        continue;
      }
      one.seen++;
      if (one.seen % one.fault.every() != 0) {
        continue;
      }
      one.struck++;
      if (one.struck == one.fault.times()) {
        armed.remove(one);
      }
      return Optional.of(one.fault);
    }
    return Optional.empty();
  }
}
