package dev.briapi.bridge.sandbox.cbm;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.briapi.bridge.sandbox.server.Fault;

/**
 * Words that make an invoice go wrong at its creation when its {@code InvoiceNumber} contains them
 * between other characters than letters and digits, as in {@code INV-TIMEOUT-1}: for people who try
 * it by hand. The documentation is tested against this table.
 */
public enum MagicWord {
  REFUSE_01(
      "REFUSE-01",
      Integer.MAX_VALUE,
      "400/01 Invalid data request.",
      late -> refuse(400, "01", "Invalid data request. InvoiceNumber asks for it.")),
  REFUSE_02(
      "REFUSE-02",
      Integer.MAX_VALUE,
      "400/02 Action cannot be processed.",
      late -> refuse(400, "02", "Action cannot be processed. InvoiceNumber asks for it.")),
  REFUSE_03(
      "REFUSE-03",
      Integer.MAX_VALUE,
      "400/03 Action cannot be processed.",
      late -> refuse(400, "03", "Action cannot be processed. InvoiceNumber asks for it.")),
  REFUSE_04(
      "REFUSE-04",
      Integer.MAX_VALUE,
      "400/04 Proceed time is not allowed.",
      // the document spells it like this
      late -> refuse(400, "04", "Action cannot be proccessed. Proceed time is not allowed.")),
  REFUSE_10(
      "REFUSE-10",
      Integer.MAX_VALUE,
      "403/10 Unauthorize Access.",
      late -> refuse(403, "10", "Unauthorize Access.")),
  ERROR_99(
      "ERROR-99",
      1,
      "500/99 General Error., nothing created",
      late -> refuse(500, "99", "General Error.")),
  TIMEOUT("TIMEOUT", 1, "created, answered too late", late -> Fault.late("create-invoice", late)),
  DROP(
      "DROP",
      1,
      "created, connection closed without an answer",
      late -> Fault.dropAfter("create-invoice")),
  LOST("LOST", 1, "connection closed, nothing created", late -> Fault.dropBefore("create-invoice")),
  GARBAGE(
      "GARBAGE",
      1,
      "created, answered with an HTML page",
      late -> Fault.html("create-invoice", true)),
  BUSY("BUSY", 2, "429, nothing created", late -> Fault.tooMany("create-invoice")),
  UNAVAILABLE(
      "UNAVAILABLE",
      1,
      "503/0503 Service Unavailable, nothing created",
      late -> Fault.status("create-invoice", 503, false)),
  EXPIRED(
      "EXPIRED",
      1,
      "401/0601 Invalid Token, all tokens expire",
      late -> Fault.expireToken("create-invoice"));

  private static final Map<String, MagicWord> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(MagicWord::word, magic -> magic));
  private static final Pattern ANY =
      Pattern.compile(
          "(?<![A-Za-z0-9])(" + String.join("|", BY_WORD.keySet()) + ")(?![A-Za-z0-9])");

  private final String word;
  private final int attempts;
  private final String effect;
  private final Function<Duration, Fault> fault;

  MagicWord(String word, int attempts, String effect, Function<Duration, Fault> fault) {
    this.word = word;
    this.attempts = attempts;
    this.effect = effect;
    this.fault = fault;
  }

  private static Fault refuse(int http, String code, String message) {
    return Fault.refuse("create-invoice", http, code, message);
  }

  /** What the invoice number contains. */
  public String word() {
    return word;
  }

  /** How many attempts of an invoice it spoils; the next goes through. */
  public int attempts() {
    return attempts;
  }

  /** What happens, as a phrase for people. */
  public String effect() {
    return effect;
  }

  Fault fault(Duration late) {
    return fault.apply(late);
  }

  /** The word in an invoice number. */
  static Optional<MagicWord> in(String invoiceNumber) {
    Matcher matcher = ANY.matcher(invoiceNumber);
    return matcher.find() ? Optional.of(BY_WORD.get(matcher.group(1))) : Optional.empty();
  }
}
