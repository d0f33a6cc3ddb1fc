package dev.briapi.bridge.sandbox.cbm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * What time does to an invoice: disbursed at eight in the morning (WIB) of its disbursement date,
 * settled at eight of its settlement date, or each one step after the event before where a step is
 * given, so that people see it move.
 */
final class LifeCycle {
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private final Duration step;

  /** Moves by the calendar, or by steps where {@code step} is not null. */
  LifeCycle(Duration step) {
    this.step = step;
  }

  /** The invoice as it stands at this time. */
  Invoice advance(Invoice invoice, Instant now) {
    Invoice current = invoice;
    if (current.status() == InvoiceStatus.CREATED) {
      Instant due = due(current.createdAt(), current.disbursementDate());
      if (!now.isBefore(due)) {
        current = current.moved(InvoiceStatus.DISBURSED, due, null);
      }
    }
    if (current.status() == InvoiceStatus.DISBURSED && current.settlementDate() != null) {
      Instant due = due(current.disbursedAt(), current.settlementDate());
      if (!now.isBefore(due)) {
        boolean held = Companies.manual(current.anchorCode()) && !current.settlementRequested();
        current =
            held
                ? current.moved(InvoiceStatus.ON_HOLD, current.disbursedAt(), null)
                : current.moved(InvoiceStatus.SETTLED, current.disbursedAt(), due);
      }
    }
    return current;
  }

  private Instant due(Instant before, LocalDate date) {
    if (step != null) {
      return before.plus(step);
    }
    Instant morning = date.atTime(MORNING).atZone(CbmAnswers.WIB).toInstant();
    return morning.isBefore(before) ? before : morning;
  }
}
