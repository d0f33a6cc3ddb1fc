package dev.briapi.bridge.payment.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import dev.briapi.bridge.bank.BankTime;

/**
 * One request of BRI, from its first byte to its answer. Lives on the event loop; only the route
 * runs elsewhere.
 */
final class PushVisit {
  private static final int LARGEST = 64 * 1024;

  /** What is read and thrown away of a body that is too large, so that its sender sees why. */
  private static final int DISCARDED = 1024 * 1024;

  /**
   * What all visits of one operation share.
   *
   * @param service the operation
   * @param admission how many come in
   * @param patience after which time the answer is that it took too long
   * @param route runs the route of the operation
   */
  record Door(
      Service service,
      Admission admission,
      Duration patience,
      Vertx vertx,
      WorkerExecutor workers,
      Function<Inbound, Reply> route,
      Replies replies,
      Clock clock) {}

  private final Door door;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Buffer body = Buffer.buffer();
  private long received;
  private long timer;
  private boolean working;
  private volatile boolean over;

  PushVisit(Door door, RoutingContext context) {
    this.door = door;
    this.request = context.request();
    this.response = context.response();
  }

  void begin() {
    if (!HttpMethod.POST.equals(request.method())) {
      response.putHeader(HttpHeaders.ALLOW, "POST");
      send(Refusal.method());
      request.resume();
    } else if (!door.admission().enter()) {
      send(Refusal.tooMany());
      request.resume();
    } else {
      timer = door.vertx().setTimer(door.patience().toMillis(), fired -> tooLate());
      request.exceptionHandler(gone -> end());
      request.handler(this::collect);
      request.endHandler(whole -> work());
      request.resume();
    }
  }

  private void collect(Buffer chunk) {
    received += chunk.length();
    if (received <= LARGEST) {
      body.appendBuffer(chunk);
    } else {
      refuse(Refusal.badRequest("The body is larger than 64 KiB"));
    }
    if (received > DISCARDED) {
      request.connection().close();
    }
  }

  private void work() {
    if (!over) {
      working = true;
      door.workers()
          .executeBlocking(this::answer, false)
          .onComplete(
              done -> {
                door.admission().leave();
                if (!over) {
                  end();
                  send(done.result());
                }
              });
    }
  }

  private Reply answer() {
    Inbound asked = inbound();
    if (over) {
      return null;
    }
    try {
      return door.route().apply(asked);
    } catch (RuntimeException e) {
      return door.replies().fail(asked, e);
    }
  }

  private void tooLate() {
    boolean incomplete = !working;
    refuse(Refusal.timeout());
    if (incomplete) {
      // the rest of its body would be taken for the next request
      request.connection().close();
    }
  }

  private void refuse(Refusal refusal) {
    if (!over) {
      end();
      send(refusal);
    }
  }

  private void end() {
    if (!over) {
      over = true;
      door.vertx().cancelTimer(timer);
      if (!working) {
        door.admission().leave();
      }
    }
  }

  private void send(Refusal refusal) {
    send(door.replies().refusal(door.service(), refusal));
  }

  private void send(Reply reply) {
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(reply.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader("X-TIMESTAMP", BankTime.snapTimestamp(door.clock().instant()))
          .end(reply.body());
    }
  }

  private Inbound inbound() {
    return new Inbound(
        door.service(),
        request.path(),
        request.getHeader(HttpHeaders.AUTHORIZATION),
        request.getHeader("X-CLIENT-KEY"),
        request.getHeader("X-TIMESTAMP"),
        request.getHeader("X-SIGNATURE"),
        request.getHeader("X-EXTERNAL-ID"),
        request.getHeader(HttpHeaders.CONTENT_TYPE),
        body.getBytes());
  }
}
