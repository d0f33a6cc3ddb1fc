package dev.briapi.bridge.flow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.briapi.bridge.TestEnvironment;

/**
 * What stands before the replicas: it sends to those that said not long ago that they are ready,
 * and turns to another one only where nobody listens. Whatever else goes wrong, its caller gets.
 */
final class Ingress implements AutoCloseable {
  private static final int LOOK_EVERY_MS = 250;
  private static final HttpResponse.BodyHandler<String> TEXT = HttpResponse.BodyHandlers.ofString();

  private final List<PackagedApplication> replicas = new CopyOnWriteArrayList<>();
  private final Map<PackagedApplication, Boolean> ready = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

  /** Who answered, and what. */
  record Answer(PackagedApplication replica, HttpResponse<String> response) {}

  Ingress() {
    looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    replicas.forEach(replica -> ready.put(replica, replica.isReady()));
  }

  /** Puts a replica behind it, which is ready. */
  void add(PackagedApplication replica) {
    ready.put(replica, true);
    replicas.add(replica);
  }

  /** Takes away one that has ended. */
  void remove(PackagedApplication replica) {
    replicas.remove(replica);
  }

  /** Sends a request of the caller {@code erp}, with a body or as a GET. */
  Answer send(String path, String body) throws IOException, InterruptedException {
    IOException refused = new ConnectException("no replica is ready");
    int first = turn.getAndIncrement();
    List<PackagedApplication> all = List.copyOf(replicas);
    for (int i = 0; i < all.size(); i++) {
      PackagedApplication replica = all.get(Math.floorMod(first + i, all.size()));
      if (ready.getOrDefault(replica, false)) {
        try {
          return new Answer(replica, client.send(request(replica.url() + path, body), TEXT));
        } catch (ConnectException e) {
          refused = e;
        }
      }
    }
    throw refused;
  }

  private static HttpRequest request(String url, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(90))
            .header("Authorization", TestEnvironment.bearer(FrontDoor.ERP));
    return body == null
        ? request.build()
        : request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
