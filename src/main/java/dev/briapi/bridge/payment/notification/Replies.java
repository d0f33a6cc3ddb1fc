package dev.briapi.bridge.payment.notification;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;

/** Answers to BRI, in BRI's shape whatever happens. */
@Named("snapReplies")
@Singleton
public class Replies {
  private final ObjectMapper json;
  private final Results results;

  @Inject
  Replies(ObjectMapper json, Results results) {
    this.json = json;
    this.results = results;
  }

  /** A token, with the code that some clients look for beside it. */
  Reply token(String token) {
    return new Reply(
        200,
        successful(Service.ACCESS_TOKEN)
            .put("accessToken", token)
            .put("tokenType", "BearerToken")
            .put("expiresIn", Long.toString(AccessTokens.LIFETIME.toSeconds()))
            .toString());
  }

  /** A payment that is stored, with BRI's own fields. */
  Reply paid(PushedPayment payment) {
    PushedPayment.AsSent sent = payment.asSent();
    ObjectNode answer = successful(Service.PAYMENT);
    answer
        .putObject("virtualAccountData")
        .put("partnerServiceId", sent.partnerServiceId())
        .put("customerNo", sent.customerNo())
        .put("virtualAccountNo", sent.virtualAccountNo())
        .put("paymentRequestId", sent.paymentRequestId())
        .put("trxDateTime", sent.trxDateTime())
        .put("paymentStatus", "Success");
    return new Reply(200, answer.toString());
  }

  /** What is refused, counted. */
  public Reply refuse(@Body Inbound request, @ExchangeException Refusal refusal) {
    return refusal(request.service(), refusal);
  }

  /** What nobody expected: BRI counts it as pending and comes again (rulings 31). */
  public Reply fail(@Body Inbound request, @ExchangeException Exception unexpected) {
    results.keep(unexpected);
    return refusal(request.service(), Refusal.failed());
  }

  Reply refusal(Service service, Refusal refusal) {
    results.count(service, refusal.result());
    return new Reply(
        refusal.status(),
        json.createObjectNode()
            .put("responseCode", refusal.status() + service.code() + refusal.caseCode())
            .put("responseMessage", refusal.getMessage())
            .toString());
  }

  private ObjectNode successful(Service service) {
    return json.createObjectNode()
        .put("responseCode", "200" + service.code() + "00")
        .put("responseMessage", "Successful");
  }
}
