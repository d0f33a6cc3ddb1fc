package dev.briapi.bridge.payment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@PaymentEnvironment
class AccountNotesTest {
  @Inject Books books;
  @Inject AccountNotes notes;
  @Inject AccountImport imports;

  @BeforeEach
  void nothingIsThere() {
    books.empty();
  }

  private static String body(String account, String amount) {
    return """
        {"institutionCode":"J104408","brivaNo":"77777","custCode":"%s","nama":"Yories","amount":"%s","keterangan":"k",
         "expiredDate":"2026-12-31 23:59:58"}"""
        .formatted(account, amount);
  }

  private Map<String, Object> account(String custCode) {
    return books.row("select * from virtual_account where cust_code = '%s'".formatted(custCode));
  }

  @Test
  void created_changed_and_deleted_accounts_are_noted_once() {
    books.succeeded("create-account", body("1", "20000"), "2026-11-20T10:00:00+07:00");
    books.succeeded("create-account", body("2", "0"), "2026-11-20T10:00:00+07:00");
    books.succeeded("get-report", null, "2026-11-20T10:00:00+07:00");
    notes.note();
    assertThat(account("1"))
        .containsEntry("name", "Yories")
        .containsEntry("description", "k")
        .containsEntry("amount", new java.math.BigDecimal("20000"))
        .containsEntry("state", "active")
        .containsEntry("origin", "bridge");
    assertThat(
            books.row(
                "select expires_at = '2026-12-31T23:59:58+07:00' as exact from virtual_account where cust_code = '1'"))
        .containsEntry("exact", true);

    books.succeeded("update-account", body("1", "30000"), "2026-11-20T11:00:00+07:00");
    books.succeeded(
        "delete-account",
        "institutionCode=J104408&brivaNo=77777&custCode=2",
        "2026-11-20T11:00:00+07:00");
    books.succeeded(
        "update-account-status",
        "{\"brivaNo\":\"77777\",\"custCode\":\"1\",\"statusBayar\":\"Y\"}",
        "2026-11-20T11:00:00+07:00");
    notes.note();

    assertThat(account("1"))
        .containsEntry("amount", new java.math.BigDecimal("30000"))
        .containsEntry("bank_status", "Y");
    assertThat(account("2")).containsEntry("state", "deleted");
    assertThat(books.row("select count(*) as n from request where not noted"))
        .containsEntry("n", 0L);

    books.run("delete from virtual_account");
    notes.note();
    assertThat(books.row("select count(*) as n from virtual_account")).containsEntry("n", 0L);
  }

  @Test
  void what_was_sent_later_counts_even_when_it_becomes_known_first() {
    books.succeeded("update-account", body("1", "300"), "2026-11-20T11:00:00+07:00");
    notes.note();
    books.succeeded("create-account", body("1", "100"), "2026-11-20T10:00:00+07:00");
    notes.note();

    assertThat(account("1")).containsEntry("amount", new java.math.BigDecimal("300"));
  }

  @Test
  void a_status_that_the_bank_was_asked_for_is_noted_with_its_time() {
    books.succeeded("create-account", body("1", "100"), "2026-11-20T10:00:00+07:00");
    UUID asked = books.succeeded("get-account-status", null, "2026-11-20T12:00:00+07:00");
    books.run(
        """
        update request set parameters = '{"institutionCode":"J104408","brivaNo":"77777","custCode":"1"}',
          answer = convert_to('{"status":true,"responseCode":"00","data":{"statusBayar":"N"}}', 'UTF8') where id = '%s'
        """
            .formatted(asked));
    notes.note();

    assertThat(account("1")).containsEntry("bank_status", "N");
    assertThat(
            books.row(
                "select bank_status_at = '2026-11-20T12:00:00+07:00' as exact from virtual_account"))
        .containsEntry("exact", true);
  }

  @Test
  void a_new_account_is_asked_for_rarely_and_one_that_was_paid_before_it_was_noted_at_once()
      throws IOException {
    books.reported("2", "100", "2026-11-20T10:05:00+07:00");
    books.reported("4", "100", "2026-11-20T10:05:00+07:00");
    books.succeeded("create-account", body("1", "100"), "2026-11-20T10:00:00+07:00");
    books.succeeded("create-account", body("2", "100"), "2026-11-20T10:00:00+07:00");
    notes.note();
    take("brivaNo,custCode,amount", "77777,3,100", "77777,4,100");

    assertThat(hours("1")).isEqualTo(12);
    assertThat(hours("2")).isZero();
    assertThat(hours("3")).isEqualTo(12);
    assertThat(hours("4")).isZero();
  }

  /** Until the account is asked for. */
  private int hours(String custCode) {
    return ((Number)
            books
                .row(
                    "select round(extract(epoch from check_at - now()) / 3600) as hours from virtual_account where cust_code = '%s'"
                        .formatted(custCode))
                .get("hours"))
        .intValue();
  }

  @Test
  void another_amount_or_another_life_is_asked_for_anew() throws IOException {
    for (String account : new String[] {"1", "2", "3", "4"}) {
      books.succeeded("create-account", body(account, "100"), "2026-11-20T10:00:00+07:00");
    }
    notes.note();
    books.run(
        "update virtual_account set bank_status = 'Y', bank_status_at = '2026-11-20T11:00:00+07:00', check_at = null");
    books.reported("1", "100", "2026-11-20T10:30:00+07:00");
    books.reported("2", "100", "2026-11-20T12:30:00+07:00");
    for (String account : new String[] {"1", "2"}) {
      books.succeeded("update-account", body(account, "200"), "2026-11-20T12:00:00+07:00");
    }
    books.succeeded("update-account", body("3", "100"), "2026-11-20T12:00:00+07:00");
    books.succeeded("delete-account", "brivaNo=77777&custCode=4", "2026-11-20T12:00:00+07:00");
    books.succeeded("create-account", body("4", "100"), "2026-11-20T13:00:00+07:00");
    notes.note();

    assertThat(account("1"))
        .containsEntry("bank_status", null)
        .containsEntry("bank_status_at", null);
    assertThat(hours("1")).isEqualTo(12);
    assertThat(account("2")).containsEntry("bank_status", null);
    assertThat(hours("2")).isZero();
    assertThat(account("3")).containsEntry("bank_status", "Y").containsEntry("check_at", null);
    assertThat(account("4")).containsEntry("bank_status", null);
    assertThat(hours("4")).isEqualTo(12);

    books.run("update virtual_account set state = 'deleted', bank_status = 'Y', check_at = null");
    take("brivaNo,custCode,amount", "77777,3,100");
    assertThat(account("3")).containsEntry("state", "active").containsEntry("bank_status", null);
    assertThat(hours("3")).isEqualTo(12);
  }

  @Test
  void of_paid_the_first_moment_counts_and_what_was_set_to_unpaid_is_asked_for_again() {
    books.succeeded("create-account", body("1", "100"), "2026-11-20T10:00:00+07:00");
    set("Y", "2026-11-20T11:00:00+07:00");
    set("Y", "2026-11-20T12:00:00+07:00");
    notes.note();
    books.run("update virtual_account set check_at = null");
    assertThat(
            books.row(
                "select bank_status_at = '2026-11-20T11:00:00+07:00' as first from virtual_account"))
        .containsEntry("first", true);

    set("N", "2026-11-20T13:00:00+07:00");
    notes.note();
    assertThat(account("1")).containsEntry("bank_status", "N");
    assertThat(hours("1")).isEqualTo(12);
  }

  private void set(String status, String at) {
    books.succeeded(
        "update-account-status",
        "{\"brivaNo\":\"77777\",\"custCode\":\"1\",\"statusBayar\":\"%s\"}".formatted(status),
        at);
  }

  @Test
  void a_body_that_says_nothing_stops_nobody() {
    books.succeeded("create-account", "not json", "2026-11-20T10:00:00+07:00");
    books.succeeded("create-account", "{\"brivaNo\":\"77777\"}", "2026-11-20T10:00:00+07:00");
    books.succeeded(
        "create-account",
        "{\"brivaNo\":\"77777\",\"custCode\":\"9\",\"nama\":\"a\\u0000b\",\"amount\":1e2}",
        "2026-11-20T10:00:00+07:00");
    notes.note();

    assertThat(account("9"))
        .containsEntry("name", "ab")
        .containsEntry("amount", new java.math.BigDecimal("100"));
    assertThat(books.row("select count(*) as n from request where not noted"))
        .containsEntry("n", 0L);
  }

  @Test
  void more_accounts_than_one_step_takes_are_all_noted() {
    books.run(
        """
        insert into request (id, product, operation, body, status)
        select gen_random_uuid(), 'briva', 'create-account', '{"brivaNo":"77777","custCode":"' || n || '","amount":"1"}', 'succeeded'
        from generate_series(1, 1201) n
        """);
    notes.note();
    assertThat(books.row("select count(*) as n from virtual_account")).containsEntry("n", 1201L);
  }

  private ImportResult take(String... lines) throws IOException {
    return imports.take(
        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void lines_that_are_right_are_imported_and_the_others_named() throws IOException {
    ImportResult result =
        take(
            "custcode;BRIVANO;Amount;nama;expiredDate",
            "1;77777;20000;Yories;2026-12-31 23:59:59",
            "2;77777;1e5;x;",
            "x3;7777777;;;",
            "1;77777;30000;twice;",
            "4;77777;10.25;;2026-02-30");

    assertThat(result.lines()).isEqualTo(5);
    assertThat(result.taken()).isEqualTo(1);
    assertThat(result.rejected()).isEqualTo(4);
    assertThat(result.errors())
        .extracting(error -> error.line() + " " + error.field() + " " + error.value())
        .containsExactlyInAnyOrder(
            "2 amount 1e5",
            "3 brivaNo 7777777",
            "3 custCode x3",
            "4 custCode 1",
            "5 expiredDate 2026-02-30");
    assertThat(account("1"))
        .containsEntry("origin", "import")
        .containsEntry("amount", new java.math.BigDecimal("20000"));
  }

  @Test
  void an_import_corrects_what_was_known_and_leaves_alone_what_did_not_change() throws IOException {
    take("brivaNo,custCode,amount", "77777,1,100", "77777,2,100");
    books.run("update virtual_account set updated_at = '2026-01-01'");
    take("brivaNo,custCode,amount", "77777,1,100", "77777,2,250.50");

    assertThat(
            books.row(
                "select amount, updated_at = '2026-01-01' as untouched from virtual_account where cust_code = '1'"))
        .containsEntry("untouched", true);
    assertThat(account("2")).containsEntry("amount", new java.math.BigDecimal("250.50"));
  }

  @Test
  void a_file_that_breaks_off_takes_nothing() {
    java.io.InputStream broken =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(
                "brivaNo,custCode\n77777,1\n77777,2\n".getBytes(StandardCharsets.UTF_8)),
            new java.io.InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the caller is gone");
              }
            });
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> imports.take(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("the caller is gone");
    assertThat(books.row("select count(*) as n from virtual_account")).containsEntry("n", 0L);
  }
}
