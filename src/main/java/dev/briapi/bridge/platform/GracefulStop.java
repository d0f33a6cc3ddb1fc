package dev.briapi.bridge.platform;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ShutdownRoute;
import org.apache.camel.support.service.ServiceHelper;
import org.jboss.logging.Logger;

/**
 * Ends this replica without cutting what is under way. From the signal on it takes up nothing new
 * by itself, while callers are served until no load balancer sends any more
 * (quarkus.shutdown.delay) and until they have their answers (quarkus.shutdown.timeout). The routes
 * get the time that is left then, so that the whole stop ends within {@code bridge.stop.within}.
 */
@Singleton
class GracefulStop {
  private static final Logger LOG = Logger.getLogger(GracefulStop.class);
  private static final long LEAST_SECONDS = 2;

  /** Routes with these consumers are called by others, which have to come to their end. */
  private static final Set<String> CALLED = Set.of("direct", "seda");

  private final CamelContext camel;
  private final Replica replica;
  private final Duration within;
  private final Thread signal = new Thread(this::begin, "graceful-stop");
  private volatile long since;

  @Inject
  GracefulStop(CamelContext camel, Replica replica, BridgeSettings settings) {
    this.camel = camel;
    this.replica = replica;
    this.within = settings.stop().within();
  }

  /** Quarkus tells of a stop only when the delay and its callers are over. */
  void listen(@Observes StartupEvent started) {
    Runtime.getRuntime().addShutdownHook(signal);
  }

  /** What others wait for, such as the replica's sign of life, says so by being deferred. */
  private void begin() {
    since = System.nanoTime();
    replica.stop();
    for (Route route : camel.getRoutes()) {
      String scheme = route.getEndpoint().getEndpointBaseUri().split(":", 2)[0];
      if (!CALLED.contains(scheme) && route.getShutdownRoute() != ShutdownRoute.Defer) {
        ServiceHelper.suspendService(route.getConsumer());
      }
    }
    LOG.info("Stopping: nothing new is taken up, and what is under way is waited for");
  }

  void end(@Observes ShutdownEvent stopped) {
    long spent = since == 0 ? 0 : System.nanoTime() - since;
    long left = TimeUnit.NANOSECONDS.toSeconds(within.toNanos() - spent);
    camel.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    camel.getShutdownStrategy().setTimeout(Math.max(LEAST_SECONDS, left));
    try {
      Runtime.getRuntime().removeShutdownHook(signal);
    } catch (IllegalStateException afterTheSignal) {
      LOG.debug(afterTheSignal.getMessage());
    }
  }
}
