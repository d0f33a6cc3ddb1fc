package dev.briapi.bridge.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.invoice.InvoiceNumbers;
import dev.briapi.bridge.platform.Trail;
import dev.briapi.bridge.request.BankCall;
import dev.briapi.bridge.request.Canonical;
import dev.briapi.bridge.request.Claims;
import dev.briapi.bridge.request.Registration;
import dev.briapi.bridge.request.Standing;
import dev.briapi.bridge.request.Status;
import dev.briapi.bridge.request.Wanted;

/**
 * Lets a request in once. Of several with the same key the database picks the one that goes to the
 * bank; the others get its answer, or are told that its outcome is not there yet.
 */
@Named("admission")
@Singleton
public class Admission {
  /** A key may change hands between two looks at it, but not for ever. */
  private static final int MOST_LOOKS = 5;

  private final TransactionTemplate transaction;
  private final Registration registration;
  private final InvoiceNumbers numbers;
  private final Claims claims;

  @Inject
  Admission(
      TransactionTemplate transaction,
      Registration registration,
      InvoiceNumbers numbers,
      Claims claims) {
    this.transaction = transaction;
    this.registration = registration;
    this.numbers = numbers;
    this.claims = claims;
  }

  /**
   * Registers a request, or finds the earlier one that it repeats. Committed when this returns.
   *
   * @throws ProblemException when its key stands for something else (409)
   */
  public Admitted register(Wanted wanted) {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      Admitted admitted = transaction.execute(status -> admit(wanted, status));
      if (admitted != null) {
        Trail.note(Trail.REQUEST, admitted.requestId());
        return admitted;
      }
    }
    throw new ProblemException(
        Problem.of(503, "Others are at the same request just now; nothing was sent."),
        Map.of("Retry-After", "1"));
  }

  /** Null when the key changed hands meanwhile. */
  private Admitted admit(Wanted wanted, TransactionStatus status) {
    Optional<Standing> earlier = registration.earlier(wanted);
    if (earlier.isPresent()) {
      return meet(earlier.get(), wanted);
    }
    Optional<BankCall> call = registration.insert(wanted);
    if (call.isPresent()) {
      return begin(call.get(), wanted, status);
    }
    Standing holder = registration.holder(wanted).orElse(null);
    if (holder == null) {
      return null;
    }
    if (!mayTakeOver(holder, wanted)) {
      return meet(holder, wanted);
    }
    if (!registration.release(holder, wanted)) {
      return null;
    }
    return registration.insert(wanted).map(taken -> begin(taken, wanted, status)).orElse(null);
  }

  /** What the bank refused may be tried again by whoever says that it is another try. */
  private static boolean mayTakeOver(Standing holder, Wanted wanted) {
    return holder.status() == Status.REFUSED
        && wanted.naturalKey() != null
        && wanted.idempotencyKey() != null
        && !wanted.idempotencyKey().equals(holder.idempotencyKey());
  }

  private Admitted begin(BankCall call, Wanted wanted, TransactionStatus status) {
    Operation operation = wanted.operation();
    if (operation.product().equals("cbm") && operation.id().equals("create-invoice")) {
      JsonNode body = read(operation, wanted.body());
      Optional<InvoiceNumbers.Holder> holder =
          numbers.take(
              call.requestId(),
              body.path("AnchorCode").asText(),
              body.path("PartnerCode").asText(),
              body.path("InvoiceNumber").asText(),
              body.path("Amount").decimalValue());
      if (holder.isPresent()) {
        status.setRollbackOnly();
        return meet(holder.get(), wanted);
      }
    }
    return new Admitted(call.requestId(), call, false);
  }

  private Admitted meet(Standing standing, Wanted wanted) {
    if (!wanted.sha256().equals(standing.sha256())) {
      throw conflict(
          standing,
          "Request "
              + standing.requestId()
              + " has this key and another content; nothing was sent."
              + (standing.status() == Status.REFUSED && wanted.naturalKey() != null
                  ? " It was refused: to try it again, send a new Idempotency-Key along."
                  : ""));
    }
    if (standing.leftUnsent()) {
      BankCall call = claims.claim(standing.requestId()).orElse(null);
      return new Admitted(standing.requestId(), call, false);
    }
    return new Admitted(standing.requestId(), null, standing.over());
  }

  /** The invoice came by another way before: as the line of a file, as a rule. */
  private Admitted meet(InvoiceNumbers.Holder holder, Wanted wanted) {
    String where =
        holder.file() == null
            ? "another request"
            : "line " + holder.line() + " of file " + holder.file();
    Optional<Standing> standing = Optional.ofNullable(holder.request()).flatMap(registration::find);
    if (standing.isEmpty()) {
      throw new ProblemException(
          409,
          "This invoice number is taken by "
              + where
              + (holder.request() == null
                  ? ", which is not sent yet."
                  : ", which was created earlier; its request is not kept any more."));
    }
    String theirs =
        holder.body() == null
            ? standing.get().sha256()
            : Canonical.sha256(
                wanted.operation(),
                Map.of(),
                read(wanted.operation(), holder.body()),
                holder.attachment());
    if (!wanted.sha256().equals(theirs)) {
      throw conflict(
          standing.get(),
          "This invoice number is taken by " + where + " with another content; nothing was sent.");
    }
    return new Admitted(standing.get().requestId(), null, standing.get().over());
  }

  private static ProblemException conflict(Standing standing, String detail) {
    return new ProblemException(
        Problem.of(409, detail).ofRequest(standing.requestId()),
        Map.of(Reply.REQUEST_ID, standing.requestId().toString()));
  }

  private static JsonNode read(Operation operation, String body) {
    try {
      return operation.read(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger has a body that cannot be read", e);
    }
  }
}
