package dev.briapi.bridge.request;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Effect;
import dev.briapi.bridge.bank.contract.Finding;
import dev.briapi.bridge.bank.contract.Inquiry;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.platform.Replica;

/**
 * Finds out what became of a request whose outcome is unknown, before anything is sent again
 * (rulings 17, 18, 20).
 */
@Named("settlement")
@Singleton
public class Settlement {
  private static final Logger LOG = Logger.getLogger(Settlement.class);

  private final JdbcClient database;
  private final Contracts contracts;
  private final Recovery recovery;
  private final Replica replica;

  @Inject
  Settlement(JdbcClient database, Contracts contracts, Recovery recovery, Replica replica) {
    this.database = database;
    this.contracts = contracts;
    this.recovery = recovery;
    this.replica = replica;
  }

  /** Whether the bank is asked before anything is sent: of a read it is not, that is made again. */
  public boolean isAsked(BankCall call) {
    return call.status() == Status.PENDING && operationOf(call).effect() != Effect.READ;
  }

  /** The call that asks after the outcome of this one. */
  public BankCall inquiry(BankCall call) throws IOException {
    Inquiry.Question question = inquiryOf(call).question(sent(call));
    return call.inquiry(question.operation().id(), question.parameters());
  }

  /**
   * Acts on what the bank answered to the inquiry.
   *
   * @return the call to send again when the bank is proved to have nothing of it and there are
   *     tries left, otherwise null
   */
  public BankCall settle(@ExchangeProperty("call") BankCall call, @Body Answer answer)
      throws IOException {
    Finding finding =
        inquiryOf(call).judge(answer.verdict().httpStatus(), answer.body(), sent(call));
    LOG.infof("%s: the inquiry says %s %s", call, finding.kind(), finding.details());
    switch (finding.kind()) {
      case FOUND -> succeeded(call, finding);
      case DIFFERENT ->
          recovery.giveUp(
              call,
              Status.NEEDS_ATTENTION,
              "differs-at-bank",
              String.join("; ", finding.details()));
      case NOT_DONE ->
          recovery.giveUp(
              call, Status.REFUSED, finding.reason(), String.join("; ", finding.details()));
      case UNKNOWN -> recovery.postpone(call, null, null);
      case ABSENT -> {
        // sent again, a late first one does no harm where the bank itself refuses a second one of
        // the
        // same key; called refused, it would
        boolean guarded = !operationOf(call).naturalKey().isEmpty();
        boolean last = recovery.exhausted(call);
        if ((last || !guarded) && recovery.tooEarly(call)) {
          return null;
        }
        if (!last) {
          return call.again();
        }
        recovery.giveUp(
            call,
            Status.REFUSED,
            "not-processed",
            "BRI has nothing of it: " + String.join("; ", finding.details()));
      }
    }
    return null;
  }

  private void succeeded(BankCall call, Finding finding) {
    database
        .sql(
            """
            update request set status = 'succeeded', reason = null, response_code = '00', bank_reference = :reference,
              message = 'settled by inquiry', bank_status_code = :code, bank_status_desc = :desc,
              next_at = null, claimed_by = null, updated_at = now()
            where id = :id and claimed_by = :replica and status = any(:from)
            """)
        .param("reference", finding.reference())
        .param("code", finding.statusCode())
        .param("desc", finding.statusDesc())
        .param("id", call.requestId())
        .param("replica", replica.id())
        .param("from", Status.SUCCEEDED.fromWords())
        .update();
  }

  private Inquiry inquiryOf(BankCall call) {
    return operationOf(call)
        .inquiry()
        .orElseThrow(() -> new IllegalStateException(call + " cannot be settled by inquiry"));
  }

  private Operation operationOf(BankCall call) {
    return contracts.operation(call.product(), call.operation());
  }

  private static JsonNode sent(BankCall call) throws IOException {
    return BankJson.read(call.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
