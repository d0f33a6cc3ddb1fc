package dev.briapi.bridge.payment.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.LeaseLostException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A report on its way from the wire into the database. */
@QuarkusTest
@ReportEnvironment
class ReportReaderTest {
  private static final String ROW =
      "{\"brivaNo\":\"77777\",\"custCode\":\"1\",\"amount\":\"100\",\"paymentDate\":\"2026-11-19 10:00:00.000\",\"tellerid\":\"9\"}";
  private static final String BEGINNING = "{\"status\":true,\"responseCode\":\"00\",\"data\":[";

  @Inject DataSource pool;
  @Inject Contracts contracts;
  @Inject Jobs jobs;
  @Inject Runs runs;

  private Window window;
  private Instant now = Instant.parse("2026-11-20T03:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }
      };

  @BeforeEach
  void aRunIsUnderWay() {
    window = Runs.whole(runs.begin(), "2026-11-19");
  }

  private StagedReport read(int status, InputStream body) throws Exception {
    return new ReportReader(pool, contracts, jobs, clock).stage(window, status, body);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream brokenAfter(String text) {
    return new SequenceInputStream(
        bytes(text),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }
        });
  }

  private List<?> staged() {
    return runs.rows("select 1 from report_row");
  }

  @Test
  void theLeaseIsHeldHoweverSlowlyTheReportComes() throws Exception {
    List<Boolean> held = new ArrayList<>();
    byte[] report = (BEGINNING + ROW + "]}").getBytes(StandardCharsets.UTF_8);
    InputStream dripping =
        new InputStream() {
          private int next;

          @Override
          public int read() {
            return next < report.length ? report[next++] & 0xff : -1;
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            int one = read();
            if (one < 0) {
              return -1;
            }
            bytes[from] = (byte) one;
            if (next % 20 == 0) {
              held.add(
                  runs.is(
                      "leased_until > now() + interval '9 minutes' from job where name = '"
                          + Runs.JOB
                          + "'"));
              runs.sql(
                  "update job set leased_until = now() + interval '1 minute' where name = '"
                      + Runs.JOB
                      + "'");
              now = now.plus(Duration.ofMinutes(1));
            }
            return 1;
          }
        };

    assertThat(read(200, dripping).rows()).isEqualTo(1);
    assertThat(held).hasSizeGreaterThan(5).doesNotContain(false);
    assertThat(staged()).hasSize(1);
  }

  @Test
  void whoHasLostTheLeaseStopsReading() {
    runs.takenOver();
    InputStream late =
        new SequenceInputStream(
            bytes(BEGINNING),
            new InputStream() {
              @Override
              public int read() {
                now = now.plus(Duration.ofMinutes(1));
                return ' ';
              }
            });
    assertThatThrownBy(() -> read(200, late)).isInstanceOf(LeaseLostException.class);
    assertThat(staged()).isEmpty();
  }

  @Test
  void nothingCountsOfWhatBreaksOff() {
    String many = (ROW + ",").repeat(5_000);
    assertThatThrownBy(() -> read(200, brokenAfter(BEGINNING + many)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Connection reset");
    assertThat(staged()).isEmpty();
    assertThatThrownBy(() -> read(200, bytes(BEGINNING + many)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the report is cut off, or is no JSON, after 5000 rows");
    assertThatThrownBy(() -> read(200, bytes("<html>busy</html>")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the report is cut off, or is no JSON, after 0 rows");
    assertThatThrownBy(() -> read(200, null)).isInstanceOf(IOException.class);
    assertThat(staged()).isEmpty();
  }

  @Test
  void rowsThatAreInNoListAreNotTakenForAnEmptyDay() throws Exception {
    String object = "{\"status\":true,\"responseCode\":\"00\",\"Data\":{%s}}";
    assertThat(read(200, bytes(object.formatted(""))).rows()).isZero();
    assertThatThrownBy(() -> read(200, bytes(object.formatted("\"0\":" + ROW))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rows in an object");
  }

  @Test
  void aValueThatCannotBeStoredIsShownShortAndWithoutItsControlCharacters() throws Exception {
    String odd =
        ROW.replace("\"custCode\":\"1\"", "\"custCode\":\"1\\u0000" + "x".repeat(50) + "\"");
    StagedReport report = read(200, bytes(BEGINNING + odd + "," + ROW + "]}"));
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.problems())
        .containsExactly("row 1: custCode '1?" + "x".repeat(38) + "...' is no code");
  }

  @Test
  void aDayWithoutPaymentsIsAnEmptyReport() throws Exception {
    String nothing =
        "{\"status\":false,\"responseDescription\":\"Report briva kosong atau tidak ditemukan\",\"responseCode\":\"41\"}";
    for (int status : new int[] {200, 404}) {
      StagedReport report = read(status, bytes(nothing));
      assertThat(report.verdict().outcome()).as("HTTP %d", status).isEqualTo(Outcome.SUCCEEDED);
      assertThat(report.rows()).isZero();
    }
  }

  @Test
  void aRefusalIsNoReport() throws Exception {
    StagedReport report =
        read(400, bytes("{\"status\":false,\"errDesc\":\"x\",\"responseCode\":\"42\"}"));
    assertThat(report.verdict().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(read(500, bytes("<html>")).verdict().outcome()).isEqualTo(Outcome.PENDING);
  }
}
