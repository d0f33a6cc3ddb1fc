package dev.briapi.bridge.payment.notification;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.ProducerTemplate;

import dev.briapi.bridge.platform.BankSettings;

/**
 * Where BRI comes in: the two paths of SNAP, in any letter case (rulings 29), while notifications
 * are on. Stands before everything else that listens there, so that a stranger costs no thread
 * before a whole body of bounded size is there, and no error has another shape than BRI's.
 */
@Singleton
public class PushEntry {
  private static final String TOKEN_PATH = "(?i)/snap/v1\\.0/access-token/b2b";
  private static final String PAYMENT_PATH =
      "(?i)/snap/v1\\.0/transfer-va/notify-payment-intrabank";

  /** After the look at a caller's key, before anything that reads a body. */
  private static final int EARLY = -4;

  /** Fewer than the connections to the database: nobody else has to wait for BRI's. */
  private static final int WORKERS = 12;

  private final Access access;
  private final ProducerTemplate routes;
  private final Replies replies;
  private final Clock clock;
  private final BankSettings.Notification settings;

  @Inject
  PushEntry(
      Access access, ProducerTemplate routes, Replies replies, Clock clock, BankSettings settings) {
    this.access = access;
    this.routes = routes;
    this.replies = replies;
    this.clock = clock;
    this.settings = settings.notification();
  }

  void install(@Observes Router router, Vertx vertx) {
    if (access.on()) {
      WorkerExecutor workers =
          vertx.createSharedWorkerExecutor("notifications", WORKERS, 1, TimeUnit.MINUTES);
      install(router, TOKEN_PATH, door(Service.ACCESS_TOKEN, "direct:issue-token", vertx, workers));
      install(
          router, PAYMENT_PATH, door(Service.PAYMENT, "direct:receive-payment", vertx, workers));
    }
  }

  private void install(Router router, String path, PushVisit.Door door) {
    router.routeWithRegex(path).order(EARLY).handler(context -> visit(door, context));
  }

  private static void visit(PushVisit.Door door, RoutingContext context) {
    new PushVisit(door, context).begin();
  }

  private PushVisit.Door door(Service service, String route, Vertx vertx, WorkerExecutor workers) {
    return new PushVisit.Door(
        service,
        new Admission(settings.requestsPerSecond()),
        settings.answerWithin(),
        vertx,
        workers,
        request -> routes.requestBody(route, request, Reply.class),
        replies,
        clock);
  }
}
