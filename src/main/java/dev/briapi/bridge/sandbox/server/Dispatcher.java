package dev.briapi.bridge.sandbox.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

/** Takes a request to its operation and lets the faults have their way with it. */
public final class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final String PAGE =
      "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

  private final List<Product> products;
  private final Faults faults;
  private final CallLog calls;
  private final Runnable expireTokens;

  /** A dispatcher over these products; {@code expireTokens} makes all tokens invalid. */
  public Dispatcher(List<Product> products, Faults faults, CallLog calls, Runnable expireTokens) {
    this.products = List.copyOf(products);
    this.faults = faults;
    this.calls = calls;
    this.expireTokens = expireTokens;
  }

  /** Handles one request that arrived at that {@link System#nanoTime()}. */
  Delivery handle(SandboxRequest request, long arrivedNanos) {
    for (Product product : products) {
      Optional<BankOperation> found = product.find(request);
      if (found.isPresent()) {
        BankOperation operation = found.get();
        calls.arrived(operation, arrivedNanos);
        Delivery delivery = play(operation, request);
        calls.answered(operation, product.headers(), request, delivery, arrivedNanos);
        return delivery;
      }
    }
    calls.unknown();
    return Delivery.of(Answer.gateway(404, "0404", "Resource Not Found"));
  }

  private Delivery play(BankOperation operation, SandboxRequest request) {
    try {
      faults
          .claim(operation, request, kind -> kind == FaultKind.EXPIRE_TOKEN)
          .ifPresent(fault -> expireTokens.run());
      Optional<Answer> refused = operation.check().apply(request);
      if (refused.isPresent()) {
        return Delivery.of(refused.get());
      }
      Optional<Fault> wish = operation.wish().apply(request);
      Optional<Fault> fault =
          faults.claim(operation, request, kind -> kind != FaultKind.EXPIRE_TOKEN).or(() -> wish);
      return fault.isPresent()
          ? strike(fault.get(), operation, request)
          : Delivery.of(operation.process().apply(request));
    } catch (RuntimeException e) {
      LOG.errorf(e, "The sandbox failed on %s", operation.id());
      return Delivery.of(Answer.gateway(500, "0500", "General Error"));
    }
  }

  private Delivery strike(Fault fault, BankOperation operation, SandboxRequest request) {
    if (fault.kind() == FaultKind.EXPIRE_TOKEN) {
      expireTokens.run();
      return deliver(fault, Answer.json(401, operation.refusal().apply("0601", "Invalid Token")));
    }
    Answer done = fault.processed() ? operation.process().apply(request) : null;
    return deliver(
        fault,
        switch (fault.kind()) {
          case REFUSE -> refusal(fault, operation);
          case LATE -> done;
          case DROP_BEFORE, DROP_AFTER, EXPIRE_TOKEN -> null;
          case GARBAGE -> garbage(fault, done);
          case STATUS -> status(fault.http());
          case TOO_MANY -> tooMany();
        });
  }

  private static Delivery deliver(Fault fault, Answer answer) {
    return new Delivery(answer, fault.delayMs(), fault.kind().word());
  }

  private static Answer refusal(Fault fault, BankOperation operation) {
    return Answer.json(fault.http(), operation.refusal().apply(fault.code(), fault.message()));
  }

  private static Answer garbage(Fault fault, Answer done) {
    if (!fault.garbage().equals("truncated")) {
      return new Answer(200, "text/html", Answer.text(200, PAGE).body());
    }
    byte[] whole = done == null ? Json.write(new Half("00", "Success", "lost")) : done.body();
    return new Answer(200, "application/json", Arrays.copyOf(whole, whole.length / 2));
  }

  private record Half(String responseCode, String responseDesc, String responseData) {}

  private static Answer status(int http) {
    return switch (http) {
      case 500 -> Answer.gateway(500, "0500", "General Error");
      case 503 -> Answer.gateway(503, "0503", "Service Unavailable");
      case 504 -> Answer.gateway(504, "0504", "Gateway Timeout");
      default -> Answer.gateway(http, "0" + http, "HTTP " + http);
    };
  }

  /** BRI documents no body for 429; this is what the gateway product that it runs on says. */
  private static Answer tooMany() {
    return Answer.json(
        429, new Quota(new Fault429("Rate limit quota violation. Quota limit exceeded.")));
  }

  private record Quota(Fault429 fault) {}

  private record Fault429(String faultstring) {}
}
