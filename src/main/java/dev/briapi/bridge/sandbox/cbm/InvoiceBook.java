package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The invoices of the sandbox. Beyond its bound the oldest is forgotten, with its number. Safe for
 * use by several threads.
 */
public final class InvoiceBook implements AutoCloseable {
  private final TreeMap<Long, Invoice> bySequence = new TreeMap<>();
  private final Map<Invoice.Key, Long> byKey = new HashMap<>();
  private final Clock clock;
  private final LifeCycle lifeCycle;
  private final int most;
  private final Journal journal;
  private long sequence;

  /** A book of at most so many invoices; {@code journal} is null where nothing is kept. */
  InvoiceBook(Clock clock, LifeCycle lifeCycle, int most, Path journal) {
    this.clock = clock;
    this.lifeCycle = lifeCycle;
    this.most = most;
    this.journal = journal == null ? null : new Journal(journal);
  }

  /** Reads the journal and rewrites it compactly. */
  public synchronized void open() {
    if (journal != null) {
      journal.replay(this::keep);
      journal.rewrite(bySequence.values());
    }
  }

  /** Adds an invoice under a new reference, unless its number is taken. */
  synchronized Optional<Invoice> create(Invoice draft) {
    if (!draft.child() && byKey.containsKey(draft.key())) {
      return Optional.empty();
    }
    int year = LocalDate.now(clock.withZone(CbmAnswers.WIB)).getYear() % 100;
    String reference =
        draft.paymentMethod()
            + Companies.id(draft.anchorCode())
            + String.format("%02d%09d", year, sequence + 1);
    Invoice invoice = draft.referenced(reference);
    store(invoice);
    return Optional.of(invoice);
  }

  /** The invoice of a reference, as it stands now. */
  public synchronized Optional<Invoice> find(String referenceNumber) {
    return Optional.ofNullable(bySequence.get(Invoice.sequence(referenceNumber)))
        .filter(invoice -> invoice.referenceNumber().equals(referenceNumber))
        .map(this::advance);
  }

  /** The invoice of a number, as it stands now. */
  public synchronized Optional<Invoice> find(
      String anchorCode, String partnerCode, String invoiceNumber) {
    return Optional.ofNullable(byKey.get(new Invoice.Key(anchorCode, partnerCode, invoiceNumber)))
        .map(bySequence::get)
        .map(this::advance);
  }

  /** Changes an invoice while nobody else can; the change may throw to leave it as it is. */
  synchronized Optional<Invoice> change(String referenceNumber, UnaryOperator<Invoice> change) {
    Optional<Invoice> changed = find(referenceNumber).map(change);
    changed.ifPresent(this::store);
    return changed;
  }

  /** Puts an invoice into a status, whatever its dates say. */
  public synchronized Optional<Invoice> move(String referenceNumber, InvoiceStatus status) {
    return change(
        referenceNumber,
        invoice ->
            switch (status) {
              case CREATED, CANCELED -> invoice.moved(status, null, null);
              case DISBURSED, ON_HOLD, PAID -> invoice.moved(status, clock.instant(), null);
              case SETTLED, FACILITY_PAID ->
                  invoice.moved(
                      status,
                      invoice.disbursedAt() == null ? clock.instant() : invoice.disbursedAt(),
                      clock.instant());
            });
  }

  /**
   * Invoices in the order of their creation.
   *
   * @param after the reference after which to begin, null for the beginning
   * @param limit how many at most
   */
  public synchronized List<Invoice> page(String after, int limit) {
    long from = after == null ? -1 : Invoice.sequence(after);
    List<Invoice> page = bySequence.tailMap(from, false).values().stream().limit(limit).toList();
    return page.stream().map(this::advance).toList();
  }

  /** How many invoices there are. */
  public synchronized int size() {
    return bySequence.size();
  }

  /** The sum over some invoices, as they stand now. */
  synchronized BigDecimal sum(Predicate<Invoice> which) {
    return new ArrayList<>(bySequence.values())
        .stream()
            .map(this::advance)
            .filter(which)
            .map(Invoice::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Forgets all invoices. */
  public synchronized void clear() {
    bySequence.clear();
    byKey.clear();
    if (journal != null) {
      journal.rewrite(List.of());
    }
  }

  private Invoice advance(Invoice invoice) {
    Invoice current = lifeCycle.advance(invoice, clock.instant());
    if (current.status() != invoice.status()) {
      store(current);
    }
    return current;
  }

  private void store(Invoice invoice) {
    keep(invoice);
    if (journal != null) {
      journal.append(invoice);
      if (journal.bloated(bySequence.size())) {
        journal.rewrite(bySequence.values());
      }
    }
  }

  private void keep(Invoice invoice) {
    sequence = Math.max(sequence, invoice.sequence());
    bySequence.put(invoice.sequence(), invoice);
    if (!invoice.child()) {
      byKey.put(invoice.key(), invoice.sequence());
    }
    while (bySequence.size() > most) {
      Invoice oldest = bySequence.pollFirstEntry().getValue();
      byKey.remove(oldest.key(), oldest.sequence());
    }
  }

  @Override
  public synchronized void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
