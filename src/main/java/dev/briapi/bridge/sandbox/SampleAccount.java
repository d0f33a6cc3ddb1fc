package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import dev.briapi.bridge.sandbox.briva.BrivaSettings;
import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.Surroundings;

/**
 * Something to reconcile at a first start: a virtual account that is created through the bridge's
 * own front door, as a back office would, and that a customer pays a few seconds later. Once for a
 * data directory.
 */
final class SampleAccount implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.briapi.bridge");
  private static final DateTimeFormatter CODE = DateTimeFormatter.ofPattern("yyMMddHHmmss");
  private static final DateTimeFormatter EXPIRY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final BigDecimal AMOUNT = new BigDecimal("150000");
  private static final int ATTEMPTS = 60;

  private final Sandbox sandbox;
  private final Supplier<String> bridge;
  private final String key;
  private final BrivaSettings briva;
  private final Path done;
  private final Duration pause;
  private final String brivaNo;
  private final String custCode;
  private final byte[] body;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledThreadPoolExecutor thread;
  private int attempts;

  /**
   * An account that is not there yet.
   *
   * @param bridge where the bridge listens, without a path, asked before every call
   * @param key the key of a caller that has BRIVA
   * @param done a file that is there once it was done
   * @param pause between two attempts, and four of them between creation and payment
   */
  SampleAccount(
      Sandbox sandbox,
      Supplier<String> bridge,
      String key,
      BrivaSettings briva,
      Surroundings surroundings,
      Path done,
      Duration pause) {
    this.sandbox = sandbox;
    this.bridge = bridge;
    this.key = key;
    this.briva = briva;
    this.done = done;
    this.pause = pause;
    this.brivaNo = briva.numbers().stream().sorted().findFirst().orElseThrow();
    this.custCode = CODE.format(surroundings.now());
    this.body = account(surroundings.now());
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread one = new Thread(task, "sandbox-sample");
              one.setDaemon(true);
              return one;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private byte[] account(LocalDateTime now) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("institutionCode", briva.institutionCode());
    account.put("brivaNo", brivaNo);
    account.put("custCode", custCode);
    account.put("nama", "Sample customer");
    account.put("amount", AMOUNT.toPlainString());
    account.put("keterangan", "Made at the first start");
    account.put("expiredDate", EXPIRY.format(now.plusDays(1)));
    return Json.write(account);
  }

  /** Begins, unless it was done before. */
  void start() {
    if (Files.exists(done)) {
      close();
    } else {
      later(pause, this::create);
    }
  }

  /** Whether it has still something to do. */
  boolean running() {
    return !thread.isShutdown();
  }

  private void later(Duration delay, Runnable step) {
    thread.schedule(
        () -> {
          try {
            step.run();
          } catch (RuntimeException e) {
            LOG.warn("There is no sample of a payment", e);
            close();
          }
        },
        delay.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** The same key each time: however often it is sent, the bridge does it once. */
  private void create() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bridge.get() + "/bri/v1/briva"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "sample-" + custCode)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      created(answer.statusCode(), answer.body());
    } catch (IOException e) {
      again("no answer: " + e); // the bridge does not listen yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the sandbox is closed
    }
  }

  private void created(int status, String answer) {
    if (status == 200) {
      later(pause.multipliedBy(4), this::pay);
    } else if (status == 202 || status == 404 || status >= 500) {
      again("HTTP " + status); // under way, or not up yet
    } else {
      LOG.infof("There is no sample of a payment: the bridge says %d %s", status, answer);
      close();
    }
  }

  private void again(String reason) {
    if (++attempts == ATTEMPTS) {
      LOG.infof("There is no sample of a payment: %s", reason);
      close();
    } else {
      later(pause, this::create);
    }
  }

  private void pay() {
    sandbox.briva().pay(brivaNo, custCode, AMOUNT, "IBNK");
    LOG.infof(
        "The sandbox has paid the sample account %s/%s, see /api/payments", brivaNo, custCode);
    try {
      Files.createDirectories(done.getParent());
      Files.writeString(done, brivaNo + "/" + custCode + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
