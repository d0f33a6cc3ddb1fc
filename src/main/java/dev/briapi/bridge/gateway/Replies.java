package dev.briapi.bridge.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;

import dev.briapi.bridge.invoice.InvoiceNumbers;
import dev.briapi.bridge.request.BankCall;
import dev.briapi.bridge.request.Recovery;
import dev.briapi.bridge.request.Registration;
import dev.briapi.bridge.request.Standing;
import dev.briapi.bridge.request.Status;

/**
 * Says to a caller how its request stands. The ledger's row is asked, and not what happened on the
 * way, so that the first answer and a repeated one are the same.
 */
@Named("replies")
@Singleton
public class Replies {
  private static final Logger LOG = Logger.getLogger(Replies.class);
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;

  private final Registration registration;
  private final InvoiceNumbers numbers;
  private final Recovery recovery;

  @Inject
  Replies(Registration registration, InvoiceNumbers numbers, Recovery recovery) {
    this.registration = registration;
    this.numbers = numbers;
    this.recovery = recovery;
  }

  /** The answer for a request as it stands now. */
  public Reply answer(
      @ExchangeProperty("requestId") UUID id, @ExchangeProperty("replayed") boolean replayed) {
    Standing standing =
        registration
            .find(id)
            .orElseThrow(() -> new IllegalStateException("request " + id + " is gone"));
    boolean invoice =
        standing.product().equals("cbm") && standing.operation().equals("create-invoice");
    if (invoice && standing.over()) {
      numbers.settle(id);
    }
    Map<String, String> headers = headers(standing);
    if (replayed) {
      headers.put(Reply.REPLAYED, "true");
    }
    return switch (standing.status()) {
      case SUCCEEDED -> succeeded(standing, headers);
      case REFUSED -> refused(standing, headers);
      case NOT_SENT ->
          standing.leftUnsent() ? notSent(standing, headers) : pending(standing, headers);
      default -> pending(standing, headers);
    };
  }

  /**
   * The answer after something that nobody expected: the truth about the request, where one was
   * registered.
   */
  public Reply failed(
      @ExchangeProperty("call") BankCall call,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    if (call != null) {
      recovery.postpone(call, failure, "receive-request");
      return answer(call.requestId(), false);
    }
    UUID incident = UUID.randomUUID();
    LOG.errorf(failure, "Incident %s", incident);
    return problem(Problem.unexpected(incident), new LinkedHashMap<>());
  }

  private static Map<String, String> headers(Standing standing) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Reply.REQUEST_ID, standing.requestId().toString());
    String outcome =
        switch (standing.status()) {
          case SUCCEEDED, REFUSED -> standing.status().word();
          case NOT_SENT -> standing.leftUnsent() ? Status.NOT_SENT.word() : Status.PENDING.word();
          default -> Status.PENDING.word();
        };
    headers.put(Reply.OUTCOME, outcome);
    if (standing.reason() != null) {
      headers.put(Reply.REASON, standing.reason());
    }
    return headers;
  }

  private static Reply succeeded(Standing standing, Map<String, String> headers) {
    return standing.answer() == null
        ? json(OK, progress(standing, headers), headers)
        : bank(standing, standing.answerStatus(), headers);
  }

  /** A refusal must look like one to whoever reads only the status. */
  private static Reply refused(Standing standing, Map<String, String> headers) {
    boolean clear = standing.answerStatus() >= 400 && standing.answerStatus() < 500;
    int status = clear ? standing.answerStatus() : UNPROCESSABLE;
    if (standing.answer() == null || standing.answer().length == 0) {
      return problem(
          Problem.of(status, "refused (" + standing.reason() + "): " + standing.message())
              .ofRequest(standing.requestId()),
          headers);
    }
    return bank(standing, status, headers);
  }

  private static Reply notSent(Standing standing, Map<String, String> headers) {
    headers.put("Retry-After", RETRY_AFTER_SECONDS);
    return problem(
        Problem.of(
                503,
                "BRI has not processed it ("
                    + standing.reason()
                    + "): "
                    + standing.message()
                    + ". It will not be sent unless it is repeated.")
            .ofRequest(standing.requestId()),
        headers);
  }

  private static Reply pending(Standing standing, Map<String, String> headers) {
    headers.put("Location", "/api/requests/" + standing.requestId());
    return json(202, progress(standing, headers), headers);
  }

  private static Progress progress(Standing standing, Map<String, String> headers) {
    return new Progress(
        standing.requestId(),
        headers.get(Reply.OUTCOME),
        standing.reason(),
        standing.product(),
        standing.operation(),
        standing.reference());
  }

  private static Reply bank(Standing standing, int status, Map<String, String> headers) {
    headers.put(
        "Content-Type", standing.answerType() == null ? "application/json" : standing.answerType());
    return new Reply(status, headers, standing.answer());
  }

  private static Reply json(int status, Object body, Map<String, String> headers) {
    headers.put("Content-Type", "application/json");
    return new Reply(status, headers, body);
  }

  private static Reply problem(Problem problem, Map<String, String> headers) {
    headers.put("Content-Type", Problem.MEDIA_TYPE);
    return new Reply(problem.status(), headers, problem);
  }
}
