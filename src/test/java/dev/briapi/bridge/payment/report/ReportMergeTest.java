package dev.briapi.bridge.payment.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.payment.PaymentEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of payments when the report is read again and again, in one form or the other. */
@QuarkusTest
@PaymentEnvironment
class ReportMergeTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  @Inject ReportReader reader;
  @Inject ReportRuns runs;
  @Inject Jobs jobs;
  @Inject JdbcClient database;

  private Lease lease;

  @BeforeEach
  void nothingWasRead() {
    database.sql("truncate payment, reconciliation, report_row, report_day, job cascade").update();
    database.sql("delete from virtual_account").update();
    database.sql("insert into job (name) values ('reconcile-briva-report/77777')").update();
    lease = jobs.claim();
    assertThat(lease.subject()).isEqualTo("77777");
  }

  /** A payment of account 1 at noon, by the teller 9. */
  private static String row(String amount, String trxId) {
    return row("1", "12:00:00", "9", amount, trxId);
  }

  private static String row(
      String custCode, String time, String teller, String amount, String trxId) {
    String row =
        """
        {"brivaNo": "77777", "custCode": "%s", "nama": "Sabrina", "keterangan": "", "amount": "%s",
         "paymentDate": "%s %s.000", "tellerid": "%s", "no_rek": "39101000322990\""""
            .formatted(custCode, amount, DAY, time, teller);
    return row + (trxId == null ? "}" : ", \"trxID\": \"" + trxId + "\", \"channel\": \"IBNK\"}");
  }

  /** The report of the whole day, which has no transaction ids. */
  private void whole(String... amounts) throws IOException, SQLException {
    List<String> rows = new ArrayList<>();
    for (String amount : amounts) {
      rows.add(row(amount, null));
    }
    read(null, rows);
  }

  /** The report by time; each row as amount and id. */
  private void byTime(String... rows) throws IOException, SQLException {
    List<String> read = new ArrayList<>();
    for (String row : rows) {
      read.add(row(row.split(" ")[0], row.split(" ")[1]));
    }
    read(LocalTime.MIN, read);
  }

  private Window read(LocalTime from, List<String> rows) throws IOException, SQLException {
    Window window =
        new Window(
            lease,
            UUID.randomUUID(),
            "77777",
            DAY,
            from,
            from == null ? null : LocalTime.of(23, 59));
    runs.start(window);
    String report =
        "{\"status\": true, \"responseDescription\": \"Success\", \"responseCode\": \"00\", \"data\": ["
            + String.join(",", rows)
            + "]}";
    runs.finish(
        window,
        reader.stage(
            window, 200, new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8))));
    return window;
  }

  /** All payments as amount and id. */
  private List<String> payments() {
    return database
        .sql(
            """
            select trim_scale(amount) || ' ' || coalesce(bank_trx_id(trx_id), '-') from payment
            order by amount, bank_trx_id(trx_id) nulls first
            """)
        .query(String.class)
        .list();
  }

  private List<Long> ids() {
    return database.sql("select id from payment order by id").query(Long.class).list();
  }

  private long changes() {
    return database.sql("select sum(changed) from reconciliation").query(Long.class).single();
  }

  @Test
  void payments_that_differ_in_their_id_alone_keep_their_amounts_when_a_report_without_ids_comes()
      throws IOException, SQLException {
    byTime("100 A", "200 B");

    whole("200", "100");
    whole("100", "200");

    assertThat(payments()).containsExactly("100 A", "200 B");
    assertThat(changes()).isZero();
  }

  @Test
  void the_ids_find_the_payments_that_were_read_without_them() throws IOException, SQLException {
    whole("200", "100");
    assertThat(payments()).containsExactly("100 -", "200 -");
    List<Long> known = ids();

    byTime("100 A", "200 B");
    whole("100", "200");

    assertThat(payments()).containsExactly("100 A", "200 B");
    assertThat(ids()).isEqualTo(known);
    assertThat(changes()).isZero();
    assertThat(database.sql("select distinct channel from payment").query(String.class).list())
        .containsExactly("IBNK");
  }

  @Test
  void equal_payments_with_an_id_each_are_as_many_payments() throws IOException, SQLException {
    whole("100", "100");
    assertThat(payments()).as("a row that is there twice").containsExactly("100 -");

    byTime("100 A", "100 B", "100 C");
    whole("100", "100", "100");
    byTime("100 C", "100 A", "100 B");

    assertThat(payments()).containsExactly("100 A", "100 B", "100 C");
  }

  @Test
  void another_amount_of_a_single_row_is_a_change_in_either_report()
      throws IOException, SQLException {
    byTime("100 A");
    byTime("150 A");
    assertThat(payments()).containsExactly("150 A");
    whole("120");
    assertThat(payments()).containsExactly("120 A");
    whole("120");
    byTime("120 A");

    assertThat(payments()).containsExactly("120 A");
    assertThat(changes()).isEqualTo(2);
  }

  @Test
  void another_amount_without_an_id_is_the_payment_that_lacks_its_row()
      throws IOException, SQLException {
    byTime("100 A", "200 B", "300 C");
    whole("100", "250", "300");
    assertThat(payments()).containsExactly("100 A", "250 B", "300 C");

    whole("100");
    assertThat(payments())
        .as("what a report leaves out")
        .containsExactly("100 A", "250 B", "300 C");
    assertThat(changes()).isEqualTo(1);
  }

  @Test
  void one_of_two_equal_payments_is_changed_and_changed_back() throws IOException, SQLException {
    byTime("100 A", "100 B");
    whole("100", "150");
    assertThat(payments())
        .extracting(payment -> payment.split(" ")[0])
        .containsExactly("100", "150");
    whole("100", "100");
    assertThat(payments()).containsExactly("100 A", "100 B");
    whole("150", "100");
    byTime("150 A", "100 B");

    assertThat(payments()).containsExactly("100 B", "150 A");
  }

  @Test
  void a_change_that_is_seen_first_with_an_id_is_one() throws IOException, SQLException {
    whole("100");
    byTime("150 A");
    assertThat(payments()).containsExactly("150 A");
    assertThat(changes()).isEqualTo(1);
  }

  @Test
  void a_late_row_is_a_new_payment_beside_the_one_that_is_known() throws IOException, SQLException {
    byTime("100 A");
    whole("100", "200");
    whole("300", "200", "100");
    assertThat(payments()).containsExactly("100 A", "200 -", "300 -");
    List<Long> known = ids();

    byTime("300 C", "100 A", "200 B");

    assertThat(payments()).containsExactly("100 A", "200 B", "300 C");
    assertThat(ids()).isEqualTo(known);
    assertThat(changes()).isZero();
  }

  @Test
  void payments_without_an_id_stay_apart_while_others_are_named() throws IOException, SQLException {
    whole("100", "200");
    byTime("100 A");
    whole("100", "200", "300");
    byTime("200 B", "100 A");
    whole("400", "100", "200", "300");

    assertThat(payments()).containsExactly("100 A", "200 B", "300 -", "400 -");
    assertThat(changes()).isZero();
  }

  @Test
  void a_row_with_and_one_without_an_id_in_one_report_are_one_payment()
      throws IOException, SQLException {
    read(null, List.of(row("100", null), row("100", "A"), row("200", "B")));
    read(null, List.of(row("200", "B"), row("300", null), row("100", "A")));

    assertThat(payments()).containsExactly("100 A", "200 B", "300 -");
  }

  @Test
  void of_a_row_with_two_amounts_in_one_report_the_last_one_counts()
      throws IOException, SQLException {
    byTime("100 A", "300 A", "200 A");

    assertThat(payments()).containsExactly("200 A");
  }

  @Test
  void a_row_that_is_read_a_hundred_times_is_one_payment() throws IOException, SQLException {
    for (int i = 0; i < 25; i++) {
      byTime("100 A", "100 A");
      whole("100", "100");
    }

    assertThat(payments()).containsExactly("100 A");
    assertThat(
            database
                .sql(
                    "select sum(fetched) || '/' || sum(new) || '/' || sum(changed) from reconciliation")
                .query(String.class)
                .single())
        .isEqualTo("100/1/0");
  }

  @Test
  void a_second_reading_writes_nothing() throws IOException, SQLException {
    byTime("100 A", "200 B");
    whole("100", "200");
    List<String> versions = versions();

    byTime("200 B", "100 A");
    whole("200", "100");

    assertThat(versions()).isEqualTo(versions);
  }

  private List<String> versions() {
    return database
        .sql("select id || ' ' || xmin || ' ' || ctid from payment order by id")
        .query(String.class)
        .list();
  }

  @Test
  void a_new_payment_has_its_account_asked_for_its_status() throws IOException, SQLException {
    database
        .sql(
            """
            insert into virtual_account (briva_no, cust_code, amount, origin) values ('77777', '1', 100, 'import'), ('77777', '2', 100, 'import')
            """)
        .update();
    byTime("100 A");

    assertThat(
            database
                .sql("select cust_code from virtual_account where check_at <= now()")
                .query(String.class)
                .list())
        .containsExactly("1");
  }

  @Test
  void rows_that_are_no_longer_there_are_not_taken_for_a_report_without_rows()
      throws IOException, SQLException {
    Window window = new Window(lease, UUID.randomUUID(), "77777", DAY, null, null);
    runs.start(window);
    StagedReport staged =
        reader.stage(
            window,
            200,
            new ByteArrayInputStream(
                ("{\"status\": true, \"responseCode\": \"00\", \"data\": [" + row("1", "A") + "]}")
                    .getBytes(StandardCharsets.UTF_8)));
    database.sql("truncate report_row").update();

    assertThatThrownBy(() -> runs.finish(window, staged)).hasMessageContaining("0 are there");
    assertThat(database.sql("select count(*) from report_day").query(Long.class).single()).isZero();
  }

  /**
   * The bank's books grow, change and lose their ids on the way; after a last look by time they are
   * what we have, whatever was read before in which order.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatever_was_read_before_payments_equal_the_banks_list(long seed)
      throws IOException, SQLException {
    Random chance = new Random(seed);
    Map<String, List<String>> bank = new TreeMap<>();
    for (int reading = 0; reading < 60; reading++) {
      int payments = bank.size();
      for (int i = 0; i < 3; i++) {
        String place = chance.nextInt(3) + " 10:00:0" + chance.nextInt(3) + " " + chance.nextInt(2);
        bank.put("T" + (payments + i), List.of(place, Integer.toString(1 + chance.nextInt(3))));
      }
      if (reading % 7 == 3) {
        String some = "T" + chance.nextInt(bank.size());
        bank.put(some, List.of(bank.get(some).get(0), Integer.toString(5 + chance.nextInt(3))));
      }
      boolean withIds = chance.nextInt(3) == 0;
      List<String> rows =
          bank.entrySet().stream()
              .map(entry -> row(entry.getValue(), withIds ? entry.getKey() : null))
              .collect(Collectors.toCollection(ArrayList::new));
      IntStream.range(0, 5).forEach(i -> rows.add(rows.get(chance.nextInt(rows.size()))));
      Collections.shuffle(rows, chance);
      read(withIds ? LocalTime.MIN : null, rows);
    }
    read(
        LocalTime.MIN,
        bank.entrySet().stream().map(entry -> row(entry.getValue(), entry.getKey())).toList());

    assertThat(
            database
                .sql(
                    """
                    select trx_id || ' ' || cust_code || ' ' || to_char(payment_date at time zone 'Asia/Jakarta', 'HH24:MI:SS') || ' '
                      || teller_id || ' ' || trim_scale(amount) from payment
                    """)
                .query(String.class)
                .list())
        .containsExactlyInAnyOrderElementsOf(
            bank.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                .toList());
  }

  private static String row(List<String> payment, String trxId) {
    String[] place = payment.get(0).split(" ");
    return row(place[0], place[1], place[2], payment.get(1), trxId);
  }
}
