package dev.briapi.bridge.sandbox;

import dev.briapi.bridge.sandbox.cbm.InvoiceStatus;
import dev.briapi.bridge.sandbox.cbm.MagicWord;
import dev.briapi.bridge.sandbox.server.FaultKind;

/** The text at {@code /}, made from the tables that it describes. */
final class HelpPage {
  private static final String HEAD =
      """
      This is the sandbox of BRIAPI Bridge: a stand-in for BRI, with no money in it.

      It answers the OAuth token and all of CBM at BRI's own paths, and checks token, timestamp,
      signature, headers, fields and business rules as the documents describe them.

      Companies: any code. One beginning with UNKNOWN is not found; an anchor beginning with MANUAL
      settles by hand, so that its invoices stop on hold at their settlement date.

      To look and to trouble it (JSON):
        GET    /sandbox/calls?limit=20           counters, undocumented headers, the last calls
        GET    /sandbox/calls/arrivals?product=  arrival times in nanoseconds, the worst second
        GET    /sandbox/calls/creates?anchor=&partner=&invoice=
                                                 how often one invoice was asked for
        GET    /sandbox/invoices?after=&limit=   what was created
        GET    /sandbox/invoices/{reference}
        POST   /sandbox/invoices/{reference}/status   {"status": "disbursed"}
        GET    /sandbox/faults
        POST   /sandbox/faults                   {"kind": "drop-after", "operation": "create-invoice",
                                                  "times": 2, "every": 1, "delayMs": 0,
                                                  "field": "InvoiceNumber", "matches": "INV-.*"}
        DELETE /sandbox/faults, /sandbox/faults/{id}
        POST   /sandbox/tokens/expire
        POST   /sandbox/reset
      """;

  private HelpPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\nAn InvoiceNumber that contains one of these words, as in INV-TIMEOUT-1:\n");
    for (MagicWord magic : MagicWord.values()) {
      String attempts =
          switch (magic.attempts()) {
            case Integer.MAX_VALUE -> "always";
            case 1 -> "the first time";
            default -> "the first " + magic.attempts() + " times";
          };
      page.append(String.format("  %-12s %s (%s)%n", magic.word(), magic.effect(), attempts));
    }
    page.append("\nKinds of faults:\n");
    for (FaultKind kind : FaultKind.values()) {
      page.append(String.format("  %-12s %s%n", kind.word(), kind.description()));
    }
    page.append("\nStatuses of invoices:\n");
    for (InvoiceStatus status : InvoiceStatus.values()) {
      page.append(String.format("  %-13s %s %s%n", status.word(), status.code(), status.desc()));
    }
    return page.toString();
  }
}
