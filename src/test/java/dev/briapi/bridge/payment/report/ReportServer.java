package dev.briapi.bridge.payment.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers a report of any length, which it makes up while it writes it. */
final class ReportServer implements AutoCloseable {
  private static final int SECONDS_OF_A_DAY = 86_400;
  private static final int PAYMENTS_PER_ACCOUNT = 5;

  private final HttpServer server;
  private final Window window;

  ReportServer(Window window) throws IOException {
    this.window = window;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/get-report/", exchange -> answer(exchange, false));
    server.createContext("/get-report-time/", exchange -> answer(exchange, true));
    server.start();
  }

  /** Where the report of so many rows is; the one by time has transaction ids. */
  URI report(String operation, int rows) {
    return URI.create(
        "http://127.0.0.1:%d/%s/%d".formatted(server.getAddress().getPort(), operation, rows));
  }

  /** How many accounts the payments of such a report are spread over. */
  static int accounts(int rows) {
    return Math.max(1, rows / PAYMENTS_PER_ACCOUNT);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, boolean withIds) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int rows = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8),
            64 * 1024)) {
      out.write(
          "{\"status\":true,\"responseDescription\":\"Success\",\"responseCode\":\"00\",\"data\":[");
      StringBuilder row = new StringBuilder(300);
      for (int i = 0; i < rows; i++) {
        row.setLength(0);
        append(row, i, rows, withIds);
        out.append(row);
      }
      out.write("]}");
    }
  }

  private void append(StringBuilder row, int i, int rows, boolean withId) {
    int account = i % accounts(rows);
    LocalTime time = LocalTime.ofSecondOfDay((long) i * SECONDS_OF_A_DAY / rows);
    row.append(i == 0 ? "" : ",").append("{\"brivaNo\":\"").append(window.brivaNo());
    row.append("\",\"custCode\":\"").append(account).append("\",\"nama\":\"Customer ");
    row.append(account).append("\",\"keterangan\":\"Invoice ").append(i);
    row.append("\",\"amount\":\"").append(100_000 + i % 9_999).append(".00\",\"paymentDate\":\"");
    row.append(window.day()).append(' ').append(time).append(time.getSecond() == 0 ? ":00" : "");
    row.append(".000\",\"tellerid\":\"").append(8_000_000 + i % 97);
    row.append("\",\"no_rek\":\"039101000322990\"");
    if (withId) {
      row.append(",\"trxID\":\"T").append(10_000_000 + i).append("\",\"channel\":\"IBNK\"");
    }
    row.append('}');
  }
}
