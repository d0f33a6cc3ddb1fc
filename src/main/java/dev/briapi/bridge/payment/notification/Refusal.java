package dev.briapi.bridge.payment.notification;

/** Ends a request of BRI with a code of its document; shows nothing that a stranger may not see. */
public class Refusal extends Exception {
  private final int status;
  private final String caseCode;
  private final Result result;

  private Refusal(int status, String caseCode, String message, Result result) {
    super(message, null, false, false);
    this.status = status;
    this.caseCode = caseCode;
    this.result = result;
  }

  static Refusal badRequest(String why) {
    return new Refusal(400, "00", "Bad Request. " + why, Result.INVALID);
  }

  static Refusal format(String field) {
    return new Refusal(400, "01", "Invalid Field Format " + field, Result.INVALID);
  }

  static Refusal mandatory(String field) {
    return new Refusal(400, "02", "Invalid Mandatory Field " + field, Result.INVALID);
  }

  // the document lists 401/00 and nothing else: BRI takes any other code for a pending payment
  static Refusal unauthorized(String why) {
    return new Refusal(401, "00", "Unauthorized. " + why, Result.UNAUTHORIZED);
  }

  static Refusal unknownPartner() {
    return new Refusal(404, "16", "Partner Not Found", Result.UNKNOWN_PARTNER);
  }

  static Refusal method() {
    return new Refusal(405, "00", "Requested Function Is Not Supported", Result.INVALID);
  }

  static Refusal conflict() {
    return new Refusal(409, "00", "Conflict. X-EXTERNAL-ID", Result.CONFLICT);
  }

  static Refusal tooMany() {
    return new Refusal(429, "00", "Too Many Requests", Result.LIMITED);
  }

  /** BRI counts it as pending and sends it again (rulings 31). */
  static Refusal failed() {
    return new Refusal(500, "00", "General Error", Result.FAILED);
  }

  /** As {@link #failed}. */
  static Refusal timeout() {
    return new Refusal(504, "00", "Timeout", Result.TIMEOUT);
  }

  public int status() {
    return status;
  }

  /** The last two digits of the {@code responseCode}. */
  public String caseCode() {
    return caseCode;
  }

  public Result result() {
    return result;
  }
}
