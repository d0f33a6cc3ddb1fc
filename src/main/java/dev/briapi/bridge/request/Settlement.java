package dev.briapi.bridge.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
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
  private final LateArrivals late;
  private final Replica replica;

  @Inject
  Settlement(
      JdbcClient database,
      Contracts contracts,
      Recovery recovery,
      LateArrivals late,
      Replica replica) {
    this.database = database;
    this.contracts = contracts;
    this.recovery = recovery;
    this.late = late;
    this.replica = replica;
  }

  /** Whether the bank is asked before anything is sent: of a read it is not, that is made again. */
  public boolean isAsked(BankCall call) {
    return call.status() == Status.PENDING && operationOf(call).effect() != Effect.READ;
  }

  /**
   * The call that asks after the outcome of this one.
   *
   * @return null when there is nothing to ask by; the request then waits for a person
   */
  public BankCall inquiry(BankCall call) throws IOException {
    Optional<Inquiry> inquiry = operationOf(call).inquiry();
    if (inquiry.isEmpty()) {
      return handOver(call, "BRI has no operation that tells what became of it");
    }
    Inquiry.Question question;
    try {
      question = inquiry.get().question(sent(call));
    } catch (IllegalArgumentException e) {
      return handOver(call, "BRI cannot be asked what became of it: " + e.getMessage());
    }
    return call.inquiry(question.operation().id(), question.parameters(), question.body());
  }

  private BankCall handOver(BankCall call, String message) {
    recovery.giveUp(call, Status.NEEDS_ATTENTION, "cannot-be-asked", message);
    return null;
  }

  /**
   * Acts on what the bank answered to the inquiry.
   *
   * @return the call to send again when the bank is proved to have nothing of it, that may be done,
   *     and there are tries left; otherwise null
   */
  public BankCall settle(@ExchangeProperty("call") BankCall call, @Body Answer answer)
      throws IOException {
    Inquiry inquiry = operationOf(call).inquiry().orElseThrow();
    Finding finding = inquiry.judge(answer.verdict().httpStatus(), answer.body(), sent(call));
    LOG.infof("%s: the inquiry says %s %s", call, finding.kind(), finding.details());
    switch (finding.kind()) {
      case FOUND -> end(call, Status.SUCCEEDED, null, finding, answer);
      case NOT_DONE -> refuse(call, finding.reason(), finding, answer);
      case DIFFERENT ->
          recovery.giveUp(call, Status.NEEDS_ATTENTION, "differs-at-bank", words(finding));
      case UNKNOWN -> recovery.postpone(call, null, null);
      case ABSENT -> {
        return absent(call, inquiry, finding, answer);
      }
    }
    return null;
  }

  private BankCall absent(BankCall call, Inquiry inquiry, Finding finding, Answer answer) {
    switch (inquiry.absence()) {
      case SEND_AGAIN -> {
        return again(call, finding);
      }
      case REFUSE -> refuse(call, "not-processed", finding, answer);
      case REFUSE_AFTER_THE_DAY -> {
        if (late.askedAfterTheDay(call)) {
          refuse(call, "not-processed", finding, answer);
        } else {
          recovery.postpone(call, null, null);
        }
      }
      case PROVES_NOTHING -> recovery.postpone(call, null, null);
    }
    return null;
  }

  private BankCall again(BankCall call, Finding finding) {
    // the bank itself refuses a second one of the same key, and the ledger takes no other refusal
    // of
    // it for final while the first may still arrive
    boolean guarded = !operationOf(call).naturalKey().isEmpty();
    if ((!guarded || recovery.exhausted(call)) && late.tooEarly(call)) {
      return null;
    }
    if (!recovery.exhausted(call)) {
      return call.again();
    }
    recovery.giveUp(
        call, Status.REFUSED, "not-processed", "BRI has nothing of it: " + words(finding));
    return null;
  }

  /** What may still be on its way must not be called refused. */
  private void refuse(BankCall call, String reason, Finding finding, Answer answer) {
    if (!late.tooEarly(call)) {
      end(call, Status.REFUSED, reason, finding, answer);
    }
  }

  /**
   * The bank's word on it is kept as the answer only where it says the same as the outcome: a
   * record that shows that nothing was done is a success of the inquiry's, and of what was removed
   * the bank knows nothing any more.
   */
  private void end(BankCall call, Status to, String reason, Finding finding, Answer answer) {
    boolean telling = Status.of(answer.verdict().outcome()) == to;
    database
        .sql(
            """
            update request set status = :to, reason = :reason, response_code = :code, message = :message,
              bank_reference = coalesce(:reference, bank_reference), bank_status_code = :statusCode, bank_status_desc = :statusDesc,
              answer_status = :answerStatus, answer_type = :answerType, answer = :answer,
              next_at = null, claimed_by = null, updated_at = now()
            where id = :id and claimed_by = :replica and status = any(:from)
            """)
        .param("to", to.word())
        .param("reason", reason, Types.VARCHAR)
        .param("code", telling ? answer.verdict().responseCode() : null, Types.VARCHAR)
        .param(
            "message",
            finding.details().isEmpty()
                ? "settled by inquiry"
                : "settled by inquiry: " + words(finding))
        .param("reference", finding.reference(), Types.VARCHAR)
        .param("statusCode", finding.statusCode(), Types.VARCHAR)
        .param("statusDesc", finding.statusDesc(), Types.VARCHAR)
        .param("answerStatus", telling ? answer.verdict().httpStatus() : null, Types.INTEGER)
        .param("answerType", telling ? Ledger.type(answer) : null, Types.VARCHAR)
        .param("answer", telling ? Ledger.bytes(answer) : null, Types.BINARY)
        .param("id", call.requestId())
        .param("replica", replica.id())
        .param("from", to.fromWords())
        .update();
  }

  private static String words(Finding finding) {
    return String.join("; ", finding.details());
  }

  private Operation operationOf(BankCall call) {
    return contracts.operation(call.product(), call.operation());
  }

  /** The body of the request; where it has none, an object of its parameters. */
  private JsonNode sent(BankCall call) throws IOException {
    if (call.body() != null) {
      return operationOf(call).read(call.body().getBytes(StandardCharsets.UTF_8));
    }
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    call.parameters().forEach(parameters::put);
    return parameters;
  }
}
