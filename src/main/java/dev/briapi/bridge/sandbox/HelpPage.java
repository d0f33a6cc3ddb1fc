package dev.briapi.bridge.sandbox;

import dev.briapi.bridge.sandbox.briva.BrivaWords;
import dev.briapi.bridge.sandbox.cbm.CbmWords;
import dev.briapi.bridge.sandbox.cbm.InvoiceStatus;
import dev.briapi.bridge.sandbox.notification.PushKind;
import dev.briapi.bridge.sandbox.notification.PushState;
import dev.briapi.bridge.sandbox.server.FaultKind;
import dev.briapi.bridge.sandbox.server.MagicWord;
import dev.briapi.bridge.sandbox.server.MagicWords;
import dev.briapi.bridge.sandbox.snap.Beneficiaries;
import dev.briapi.bridge.sandbox.snap.Fate;
import dev.briapi.bridge.sandbox.snap.SnapAccounts;
import dev.briapi.bridge.sandbox.snap.SnapWords;
import dev.briapi.bridge.sandbox.valas.ValasAccounts;
import dev.briapi.bridge.sandbox.valas.ValasWords;

/** The text at {@code /}, made from the tables that it describes. */
final class HelpPage {
  private static final String HEAD =
      """
      This is the sandbox of BRIAPI Bridge: a stand-in for BRI, with no money in it.

      It answers the tokens and all operations of CBM, BRIVA, Valas and the SNAP transfer at BRI's
      own paths, and checks token, timestamp, signature, headers, fields and business rules as the
      documents describe them.

      To look and to trouble it (JSON):
        GET    /sandbox/calls?limit=20           counters, undocumented headers, the last calls
        GET    /sandbox/calls/arrivals?product=  arrival times in nanoseconds, the worst second
        GET    /sandbox/calls/creates?anchor=&partner=&invoice=
                                                 how often one invoice was asked for
        GET    /sandbox/calls/references?product=&reference=
                                                 the same for a partner reference (valas, snap) or
                                                 a brivaNo/custCode (briva)
        GET    /sandbox/invoices?after=&limit=   what was created
        GET    /sandbox/invoices/{reference}
        POST   /sandbox/invoices/{reference}/status   {"status": "disbursed"}
        GET    /sandbox/briva/accounts, /sandbox/briva/accounts/{brivaNo}/{custCode}
        GET    /sandbox/briva/payments
        POST   /sandbox/briva/payments           {"brivaNo": "77777", "custCode": "1255",
                                                  "amount": "20000", "channel": "IBNK"}
        GET    /sandbox/briva/pay                the same as a page for a browser
        GET    /sandbox/briva/notifications?limit=   what the bridge was told of payments
        POST   /sandbox/briva/notifications/orders   what is to happen to the next payments:
                                                 {"kind": "late", "times": 2, "seconds": 30}
        DELETE /sandbox/briva/notifications/orders
        GET    /sandbox/valas/accounts, /sandbox/valas/deals
        POST   /sandbox/valas/accounts           {"number": "1", "state": "ACTIVE",
                                                  "balances": {"USD": 5.00}}
        GET    /sandbox/valas/transactions, /sandbox/valas/transactions/{partnerReferenceNo}
        POST   /sandbox/valas/transactions/{partnerReferenceNo}/status
                                                 {"status": "05", "description": "Declined"}
        GET    /sandbox/snap/accounts
        POST   /sandbox/snap/accounts            {"number": "1", "active": true, "balance": 5.00}
        GET    /sandbox/snap/transfers, /sandbox/snap/transfers/{partnerReferenceNo}
        POST   /sandbox/snap/transfers/{partnerReferenceNo}/status   {"status": "06"}
        GET    /sandbox/faults
        POST   /sandbox/faults                   {"kind": "drop-after", "operation": "create-invoice",
                                                  "times": 2, "every": 1, "delayMs": 0,
                                                  "field": "InvoiceNumber", "matches": "INV-.*"}
        DELETE /sandbox/faults, /sandbox/faults/{id}
        POST   /sandbox/tokens/expire
        POST   /sandbox/reset
      """;

  private static final String COMPANIES =
      """

      CBM. Companies: any code. One beginning with UNKNOWN is not found; an anchor beginning with
      MANUAL settles by hand, so that its invoices stop on hold at their settlement date.
      """;

  private HelpPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\nKinds of faults:\n");
    for (FaultKind kind : FaultKind.values()) {
      row(page, kind.word(), kind.description());
    }
    page.append(COMPANIES);
    words(
        page,
        "An InvoiceNumber that contains one of these words, as in INV-TIMEOUT-1",
        CbmWords.table());
    page.append("\nStatuses of invoices:\n");
    for (InvoiceStatus status : InvoiceStatus.values()) {
      row(page, status.word(), status.code() + " " + status.desc());
    }
    words(page, "BRIVA. A keterangan that contains one of these words", BrivaWords.table());
    page.append("\nBRIVA. A custCode that begins with\n");
    row(page, BrivaWords.PAYS_ITSELF, "is paid as soon as it is created");
    row(
        page,
        BrivaWords.FAILS,
        "cannot be saved (15), changed (16, 20), deleted (17) or asked for its status (21)");
    page.append("\nBRIVA. Orders for the next payments: the payment\n");
    for (PushKind kind : PushKind.values()) {
      row(page, kind.word(), kind.description());
    }
    page.append("\nBRIVA. States of a notification:\n");
    for (PushState state : PushState.values()) {
      row(page, state.word(), state.description());
    }
    words(
        page,
        "Valas. A partnerReferenceNo, remark or fileName that contains one of these words",
        ValasWords.table());
    page.append(
        "\nValas. Deal codes are a letter and seven digits: O open, E expired, U used, V for tomorrow.\n");
    page.append("\nValas. Accounts:\n");
    row(page, ValasAccounts.DEBIT, "USD and EUR");
    row(page, ValasAccounts.CREDIT, "IDR, USD and EUR");
    row(page, ValasAccounts.POOR, "100 USD");
    row(page, ValasAccounts.DORMANT, "dormant");
    row(page, ValasAccounts.INACTIVE, "inactive");
    words(
        page,
        "SNAP. A partnerReferenceNo or customerReference, or the deviceId of an inquiry, that contains one of these words",
        SnapWords.table());
    page.append("\nSNAP. A partnerReferenceNo or customerReference of a transfer that contains\n");
    for (Fate fate : Fate.values()) {
      row(page, fate == Fate.PAID ? "nothing else" : fate.word(), fate.effect());
    }
    page.append("\nSNAP. Source accounts:\n");
    row(page, SnapAccounts.SOURCE, "1,000,000,000,000");
    row(page, SnapAccounts.POOR, "1,000");
    row(page, SnapAccounts.INACTIVE, "inactive");
    page.append("\nSNAP. A beneficiaryAccountNo that begins with\n");
    row(page, Beneficiaries.UNKNOWN, "is unknown");
    row(page, Beneficiaries.INACTIVE, "is inactive");
    row(page, Beneficiaries.FORBIDDEN, "may get no money");
    row(page, Beneficiaries.SUSPENDED, "is at a bank that does not answer");
    return page.toString();
  }

  private static void words(StringBuilder page, String title, MagicWords words) {
    page.append('\n').append(title).append(":\n");
    for (MagicWord magic : words.all()) {
      row(page, magic.word(), magic.effect() + " (" + magic.often() + ")");
    }
  }

  private static void row(StringBuilder page, String word, String meaning) {
    page.append(String.format("  %-16s %s%n", word, meaning));
  }
}
