package dev.briapi.bridge.bank.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

/**
 * A plain HTTPS server in the place of the bank that keeps what it was sent to the byte, and wants
 * a client certificate. It knows nothing of products: tokens are given to whoever asks.
 */
public final class WireBank implements AutoCloseable {
  /** What every key store here is closed with. */
  static final String PASSWORD = "test-store-pass";

  /** One request, header names in small letters. */
  record Request(
      String method, String path, String query, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.get(name);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static final String JSON = "application/json";

  private record Scripted(int status, String type, String body) {}

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Deque<Scripted> answers = new ArrayDeque<>();
  private volatile CountDownLatch tokens = new CountDownLatch(0);
  private volatile boolean away;
  private int given;

  /** Starts it, with keys for both sides in that directory. */
  WireBank(Path directory) {
    try {
      key(directory, "server");
      key(directory, "client");
      server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
      server.setHttpsConfigurator(mutual(context(directory)));
      server.createContext("/", this::handle);
      server.setExecutor(threads);
      server.start();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String baseUrl() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  static Path store(Path directory, String whose) {
    return directory.resolve(whose + ".p12");
  }

  /** The JDK makes certificates with this tool only. */
  private static void key(Path directory, String whose) throws IOException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                whose,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + whose,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store(directory, whose).toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String words = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tool.waitFor() != 0) {
        throw new IOException(words);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    trust(directory, whose);
  }

  /** What the other side trusts: the certificate alone. */
  private static void trust(Path directory, String whose) throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(whose, load(store(directory, whose)).getCertificate(whose));
      try (var out = Files.newOutputStream(store(directory, whose + "-trust"))) {
        trusted.store(out, PASSWORD.toCharArray());
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static SSLContext context(Path directory) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(store(directory, "server")), PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(load(store(directory, "client-trust")));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static HttpsConfigurator mutual(SSLContext context) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters demanding = context.getDefaultSSLParameters();
        demanding.setNeedClientAuth(true);
        parameters.setSSLParameters(demanding);
      }
    };
  }

  /** Forgets what was sent and scripted; tokens are given again. */
  void reset() {
    requests.clear();
    synchronized (answers) {
      answers.clear();
    }
    away = false;
    tokens.countDown();
  }

  /** The next request that finds no earlier one waiting is answered like this. */
  void answer(int status, String body) {
    synchronized (answers) {
      answers.add(new Scripted(status, JSON, body));
    }
  }

  /** The same under another media type. */
  void answer(int status, String type, String body) {
    synchronized (answers) {
      answers.add(new Scripted(status, type, body));
    }
  }

  /** Every connection is closed without an answer until {@link #reset}. */
  void away() {
    away = true;
  }

  /** No token is given until {@link #reset}. */
  void withholdTokens() {
    tokens = new CountDownLatch(1);
  }

  List<Request> tokenRequests() {
    return requests.stream().filter(WireBank::asksForToken).toList();
  }

  List<Request> calls() {
    return requests.stream().filter(request -> !asksForToken(request)).toList();
  }

  private static boolean asksForToken(Request request) {
    return request.path().contains("token");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(" AND ", values)));
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              exchange.getRequestURI().getRawQuery(),
              headers,
              exchange.getRequestBody().readAllBytes());
      requests.add(request);
      if (away) {
        return;
      }
      Scripted answer = scripted(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Scripted scripted(Request request) {
    if (asksForToken(request)) {
      try {
        tokens.await();
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
    synchronized (answers) {
      if (!answers.isEmpty()) {
        return answers.remove();
      }
      if (!asksForToken(request)) {
        return new Scripted(
            200, JSON, "{\"responseCode\":\"00\",\"responseDescription\":\"Success\"}");
      }
      given++;
      return new Scripted(
          200,
          JSON,
          request.path().contains("snap")
              ? "{\"accessToken\":\"snap-%d\",\"tokenType\":\"Bearer\",\"expiresIn\":\"899\"}"
                  .formatted(given)
              : "{\"access_token\":\"bri-%d\",\"expires_in\":\"179999\"}".formatted(given));
    }
  }

  @Override
  public void close() {
    tokens.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
