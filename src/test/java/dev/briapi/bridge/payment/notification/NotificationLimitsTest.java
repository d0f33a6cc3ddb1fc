package dev.briapi.bridge.payment.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BriEnvironment.class)
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.notification.requests-per-second", value = "1"),
      @ResourceArg(name = "briapi.notification.answer-within", value = "3s")
    })
class NotificationLimitsTest {
  Bri bri;

  @Inject JdbcClient database;
  @Inject AccessTokens tokens;
  @Inject DataSource pool;

  @BeforeEach
  void dial() {
    bri.calls(RestAssured.port);
  }

  @Test
  void a_flood_is_turned_away_before_anything_is_looked_at_and_leaves_nothing_behind() {
    long before = externalIds();
    int turnedAway = 0;
    for (int i = 0; i < 40; i++) {
      Bri.Answered answer =
          bri.post(
              Bri.TOKEN, Map.of("X-CLIENT-KEY", "x", "X-TIMESTAMP", "x", "X-SIGNATURE", "x"), "{}");
      assertThat(answer.code()).isIn("4017300", "4297300");
      turnedAway += answer.status() == 429 ? 1 : 0;
    }
    assertThat(turnedAway).isPositive();
    assertThat(externalIds()).isEqualTo(before);
  }

  private long externalIds() {
    return database.sql("select count(*) from notification_external_id").query(Long.class).single();
  }

  @Test
  void a_body_that_does_not_come_is_not_waited_for() throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST " + Bri.PAYMENT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).contains("504");
      assertThat(in.lines()).anyMatch(line -> line.contains("\"5043400\""));
    }
  }

  @Test
  void a_body_of_many_megabytes_is_not_read_to_its_end() throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + Bri.PAYMENT
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000000\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[128 * 1024]);
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).contains("400");
    }
  }

  @Test
  void a_database_that_does_not_answer_makes_it_pending_at_bri_and_the_same_is_taken_later()
      throws SQLException {
    String id = UUID.randomUUID().toString();
    String payment = Bri.payment(id, "1", "1000");
    String token = tokens.issue();
    Bri.Answered answer;
    try (Connection holder = pool.getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table notification in access exclusive mode");
      answer = bri.push(token, payment);
      holder.rollback();
      holder.setAutoCommit(true);
    }
    assertThat(answer.code()).isEqualTo("5043400");
    assertThat(answer.status()).isEqualTo(504);

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> bri.push(token, payment).code().equals("2003400"));
    assertThat(
            database
                .sql("select count(*) from notification where payment_request_id = :id")
                .param("id", id)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }
}
