package dev.briapi.bridge.platform;

import java.nio.file.Files;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.flow.DropBox;
import dev.briapi.bridge.flow.SandboxEnvironment;
import dev.briapi.bridge.flow.TestDatabase;
import dev.briapi.bridge.inbox.RemoteEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A run that is under way when its replica is told to end. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777")
    })
@WithTestResource(
    value = RemoteEnvironment.class,
    initArgs = @ResourceArg(name = "kind", value = "sftp"))
class StoppingReplicaTest {
  private static final String REPORT = "reconcile-briva-report/77777";

  TestDatabase database;
  RemoteEnvironment.Remote remote;
  @Inject Replica replica;

  @BeforeEach
  void whatTheStartHasBegunIsOverAndAStopIsAskedFor() {
    await()
        .atMost(DropBox.PATIENCE)
        .until(() -> is("good_at is not null and leased_by is null", REPORT));
    replica.stop();
  }

  @Test
  void takesNoFurtherFile() {
    remote.box().drop("late.csv", "whatever");
    await().atMost(DropBox.PATIENCE).until(() -> left("fetch-files"));
    assertThat(Files.exists(remote.box().inbox().resolve("late.csv"))).isTrue();
    assertThat(database.single("select count(*) from file_claim")).isEqualTo(0L);
    assertThat(database.single("select count(*) from batch")).isEqualTo(0L);
  }

  @Test
  void readsNoFurtherPartOfAReport() {
    String begun = "select count(*) from reconciliation where product = 'briva'";
    Object before = database.single(begun);
    database.rows("update job set next_at = now() where name = ? returning name", REPORT);
    await().atMost(DropBox.PATIENCE).until(() -> left(REPORT));
    assertThat(database.single(begun)).isEqualTo(before);
  }

  @Test
  void asksForNoFurtherStatusAndLeavesAllOfThemDue() {
    database.rows(
        "insert into virtual_account (briva_no, cust_code, amount, origin, check_at) values ('77777', '1', 1, 'import', now()) returning 1");
    database.rows(
        "insert into invoice (anchor_code, partner_code, invoice_number, reference_number, amount, check_at) values ('A', 'P', 'N', 'R', 1, now()) returning 1");
    await()
        .atMost(DropBox.PATIENCE)
        .until(() -> left("refresh-account-status") && left("refresh-invoice-status"));
    // while nobody has them in hand, which the next run has for a moment
    await()
        .atMost(DropBox.PATIENCE)
        .until(
            () ->
                database
                    .single(
                        "select count(*) from invoice, virtual_account v where invoice.check_at <= now() and v.check_at <= now()")
                    .equals(1L));
    assertThat(database.single("select finished_at from reconciliation where product = 'cbm'"))
        .isNull();
  }

  /**
   * Has begun since it ended well, if ever, was given back without an error, and is anybody's at
   * once.
   */
  private boolean left(String job) {
    return is(
        "started_at > coalesce(good_at, '-infinity') and leased_by is null and error is null and next_at <= now()",
        job);
  }

  private boolean is(String condition, String job) {
    return database
        .single("select count(*) from job where name = ? and " + condition, job)
        .equals(1L);
  }
}
