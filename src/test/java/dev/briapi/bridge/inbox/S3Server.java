package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that speaks S3 over HTTP, as far as a drop needs it: list, head, get, put, copy and
 * delete, conditional where S3 is, in pages, with every signature verified. Its objects are files
 * of a directory here.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "invoices";
  public static final String ACCESS_KEY = "AKTEST7731";
  public static final String SECRET_KEY = "s3-secret-a80f42";
  public static final String REGION = "ap-southeast-3";

  /** Small, so that every list has several. */
  private static final int PAGE = 2;

  private static final int LARGEST = 64 * 1024 * 1024;

  private record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), new byte[0]);
    }

    static Answer xml(int status, String xml) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/xml"),
          ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int status, String code) {
      return xml(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }
  }

  private final Path root;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private int port;

  /** Starts it. */
  public S3Server(Path root) {
    this.root = root;
    start();
  }

  /** Starts it again where it was. */
  public void start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    port = server.getAddress().getPort();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
      Answer answer =
          new S3Signature(ACCESS_KEY, SECRET_KEY, REGION).fits(exchange, body)
              ? answer(exchange, body)
              : Answer.error(403, "SignatureDoesNotMatch");
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(
          answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
      if (!head && answer.body().length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(answer.body());
        }
      }
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals("/" + BUCKET) && !path.startsWith("/" + BUCKET + "/")) {
      return Answer.error(404, "NoSuchBucket");
    }
    String key = path.substring(Math.min(path.length(), BUCKET.length() + 2));
    if (key.isEmpty()) {
      return exchange.getRequestMethod().equals("HEAD") ? Answer.of(200) : list(exchange);
    }
    Path file = root.resolve(key);
    String source = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
    return switch (exchange.getRequestMethod()) {
      case "HEAD", "GET" -> get(exchange, file);
      case "PUT" -> source == null ? put(file, body) : copy(exchange, source, file);
      case "DELETE" -> {
        Files.deleteIfExists(file);
        yield Answer.of(204);
      }
      default -> Answer.error(405, "MethodNotAllowed");
    };
  }

  private static Answer get(HttpExchange exchange, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Answer.error(404, "NoSuchKey");
    }
    byte[] content = Files.readAllBytes(file);
    if (otherThan(exchange.getRequestHeaders().getFirst("If-Match"), content)) {
      return Answer.error(412, "PreconditionFailed");
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("ETag", tag(content));
    headers.put("Last-Modified", "Sat, 21 Nov 2026 03:00:00 GMT");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.put("Content-Length", Integer.toString(content.length));
    }
    return new Answer(200, headers, content);
  }

  private static boolean otherThan(String wanted, byte[] content) {
    return wanted != null && !wanted.replace("\"", "").equals(tag(content).replace("\"", ""));
  }

  private Answer put(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path whole = Files.createTempFile(root.resolveSibling("arriving"), "put", ".tmp");
    Files.write(whole, content);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Answer(200, Map.of("ETag", tag(content)), new byte[0]);
  }

  private Answer copy(HttpExchange exchange, String source, Path file) throws IOException {
    String from = URLDecoder.decode(source, StandardCharsets.UTF_8).replaceFirst("^/", "");
    Path original = root.resolve(from.substring(BUCKET.length() + 1));
    if (!Files.isRegularFile(original)) {
      return Answer.error(404, "NoSuchKey");
    }
    byte[] content = Files.readAllBytes(original);
    if (otherThan(exchange.getRequestHeaders().getFirst("x-amz-copy-source-if-match"), content)) {
      return Answer.error(412, "PreconditionFailed");
    }
    put(file, content);
    return Answer.xml(
        200,
        "<CopyObjectResult><LastModified>2026-11-21T03:00:00.000Z</LastModified><ETag>"
            + tag(content).replace("\"", "&quot;")
            + "</ETag></CopyObjectResult>");
  }

  private Answer list(HttpExchange exchange) throws IOException {
    Map<String, String> query = S3Signature.query(exchange.getRequestURI());
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    String marker = query.getOrDefault("marker", "");
    StringBuilder xml = new StringBuilder("<ListBucketResult><Name>" + BUCKET + "</Name>");
    if (!"url".equals(query.get("encoding-type"))) {
      return Answer.error(501, "NotImplemented");
    }
    xml.append("<EncodingType>url</EncodingType>");
    TreeSet<String> folders = new TreeSet<>();
    int found = 0;
    boolean more = false;
    for (String key : keys()) {
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (!key.startsWith(prefix) || key.compareTo(marker) <= 0) {
        continue;
      }
      if (end >= 0) {
        folders.add(key.substring(0, end + 1));
      } else if (found == PAGE) {
        more = true;
      } else {
        found++;
        xml.append(contents(key));
      }
    }
    folders.forEach(
        folder ->
            xml.append(
                "<CommonPrefixes><Prefix>" + encoded(folder) + "</Prefix></CommonPrefixes>"));
    xml.append("<IsTruncated>" + more + "</IsTruncated></ListBucketResult>");
    return Answer.xml(200, xml.toString());
  }

  private List<String> keys() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private String contents(String key) throws IOException {
    Path file = root.resolve(key);
    byte[] content = Files.readAllBytes(file);
    return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
        .formatted(
            encoded(key),
            Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS),
            tag(content).replace("\"", "&quot;"),
            content.length);
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static String tag(byte[] content) {
    return "\"" + S3Signature.hex(S3Signature.digest("MD5", content)) + "\"";
  }

  /** Nobody is served any more. */
  @Override
  public void close() {
    server.stop(0);
  }
}
