package dev.briapi.bridge.sandbox.cbm;

import java.util.List;

import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.MagicWord;
import dev.briapi.bridge.sandbox.server.MagicWords;

/** The words that make the creation of an invoice go wrong when its number contains them. */
public final class CbmWords {
  private static final MagicWords TABLE =
      new MagicWords(
          List.of(
              refuse(400, "01", "Invalid data request.", " InvoiceNumber asks for it."),
              refuse(400, "02", "Action cannot be processed.", " InvoiceNumber asks for it."),
              refuse(400, "03", "Action cannot be processed.", " InvoiceNumber asks for it."),
              new MagicWord(
                  "REFUSE-04",
                  Integer.MAX_VALUE,
                  "400/04 Proceed time is not allowed.",
                  // the document spells it like this
                  late ->
                      Fault.refuse(
                          "*",
                          400,
                          "04",
                          "Action cannot be proccessed. Proceed time is not allowed.")),
              refuse(403, "10", "Unauthorize Access.", ""),
              new MagicWord(
                  "ERROR-99",
                  1,
                  "500/99 General Error., nothing created",
                  late -> Fault.refuse("*", 500, "99", "General Error.")),
              new MagicWord(
                  "TIMEOUT", 1, "created, answered too late", late -> Fault.late("*", late)),
              new MagicWord(
                  "DROP",
                  1,
                  "created, connection closed without an answer",
                  late -> Fault.dropAfter("*")),
              new MagicWord(
                  "LOST", 1, "connection closed, nothing created", late -> Fault.dropBefore("*")),
              new MagicWord(
                  "GARBAGE",
                  1,
                  "created, answered with an HTML page",
                  late -> Fault.html("*", true)),
              new MagicWord("BUSY", 2, "429, nothing created", late -> Fault.tooMany("*")),
              new MagicWord(
                  "UNAVAILABLE",
                  1,
                  "503/0503 Service Unavailable, nothing created",
                  late -> Fault.status("*", 503, false)),
              new MagicWord(
                  "EXPIRED",
                  1,
                  "401/0601 Invalid Token, all tokens expire",
                  late -> Fault.expireToken("*"))));

  private CbmWords() {}

  private static MagicWord refuse(int http, String code, String message, String more) {
    return new MagicWord(
        "REFUSE-" + code,
        Integer.MAX_VALUE,
        http + "/" + code + " " + message,
        late -> Fault.refuse("*", http, code, message + more));
  }

  /** The table. */
  public static MagicWords table() {
    return TABLE;
  }
}
