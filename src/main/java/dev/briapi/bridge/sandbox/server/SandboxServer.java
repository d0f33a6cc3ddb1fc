package dev.briapi.bridge.sandbox.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The HTTP side: reads bounded bodies, answers, holds back, hangs up. One event loop. */
public final class SandboxServer {
  /** The largest body that is read: 10 MB of attachment in Base64, and room for the rest. */
  public static final int MOST_BYTES = 15 * 1024 * 1024;

  private final Dispatcher bank;
  private final Function<SandboxRequest, Answer> admin;
  private final String host;
  private final int port;
  private Vertx vertx;
  private HttpServer server;

  /** A server of the bank's paths; {@code admin} answers {@code /} and {@code /sandbox/**}. */
  public SandboxServer(
      String host, int port, Dispatcher bank, Function<SandboxRequest, Answer> admin) {
    this.bank = bank;
    this.admin = admin;
    this.host = host;
    this.port = port;
  }

  /** Listens. Throws {@link IllegalStateException} when the port is taken. */
  public void start() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setHandle100ContinueAutomatically(true))
            .requestHandler(this::read);
    await(server.listen());
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Closes every connection and frees the port. */
  public void close() {
    await(vertx.close());
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          e.getCause() instanceof TimeoutException
              ? "The sandbox took longer than 30 s"
              : "The sandbox: " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private void read(HttpServerRequest request) {
    long arrived = System.nanoTime();
    if (declared(request) > MOST_BYTES) {
      tooLarge(request);
      return;
    }
    Buffer body = Buffer.buffer();
    boolean[] tooLarge = {false};
    request.exceptionHandler(gone -> tooLarge[0] = true);
    request.handler(
        chunk -> {
          if (tooLarge[0]) {
            return;
          }
          if (body.length() + chunk.length() > MOST_BYTES) {
            tooLarge[0] = true;
            tooLarge(request);
            return;
          }
          body.appendBuffer(chunk);
        });
    request.endHandler(
        end -> {
          if (!tooLarge[0]) {
            answer(request, body.getBytes(), arrived);
          }
        });
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static void tooLarge(HttpServerRequest request) {
    request.response().setStatusCode(413).end().onComplete(sent -> request.connection().close());
  }

  private void answer(HttpServerRequest request, byte[] body, long arrived) {
    String path = request.path() == null ? "/" : request.path();
    Map<String, String> query;
    try {
      query = flat(request.params());
    } catch (IllegalArgumentException e) {
      write(request, Answer.gateway(400, "0109", "Invalid Request Parameter"));
      return;
    }
    SandboxRequest read =
        new SandboxRequest(request.method().name(), path, query, headers(request), body);
    if (path.equals("/") || path.startsWith("/sandbox/")) {
      write(request, admin.apply(read));
      return;
    }
    Delivery delivery = bank.handle(read, arrived);
    if (delivery.delayMs() > 0) {
      vertx.setTimer(delivery.delayMs(), timer -> deliver(request, delivery));
    } else {
      deliver(request, delivery);
    }
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> result = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> result.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return result;
  }

  private static Map<String, String> flat(MultiMap values) {
    Map<String, String> result = new HashMap<>();
    values.forEach((name, value) -> result.putIfAbsent(name, value));
    return result;
  }

  private static void deliver(HttpServerRequest request, Delivery delivery) {
    if (delivery.answer() == null) {
      request.connection().close();
    } else {
      write(request, delivery.answer());
    }
  }

  private static void write(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return; // the client did not wait
    }
    response
        .setStatusCode(answer.http())
        .putHeader("Content-Type", answer.contentType())
        .end(Buffer.buffer(answer.body()));
  }
}
