package dev.briapi.bridge.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.inbox.RemoteEnvironment;
import dev.briapi.bridge.inbox.S3Server;
import dev.briapi.bridge.inbox.SftpServer;
import dev.briapi.bridge.invoice.AttachmentConflictException;
import dev.briapi.bridge.invoice.Drop;
import dev.briapi.bridge.invoice.Upload;
import dev.briapi.bridge.invoice.Uploads;
import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What holds of a drop that is not on this machine, whatever it is spoken to with. */
abstract class RemoteDropFlow {
  private static final byte[] PDF = "%PDF-1.7 an invoice".getBytes(StandardCharsets.UTF_8);

  Bank bank;
  DropBox here;
  TestDatabase database;
  RemoteEnvironment.Remote remote;
  @Inject CamelContext camel;
  @Inject Drop drop;
  @Inject Uploads uploads;

  @AfterEach
  void theBankSawNothingStrangeAndNothingIsLeftHere() {
    bank.sandbox().faults().clear();
    bank.sawNothingStrange();
    await()
        .atMost(DropBox.PATIENCE)
        .untilAsserted(() -> assertThat(DropBox.files(here.root())).isEmpty());
  }

  private DropBox there() {
    return remote.box();
  }

  private static String csv(String prefix, int count) {
    return TestInvoice.csv(TestInvoice.many(prefix, count));
  }

  private Path archive() {
    return there()
        .root()
        .resolve("archive")
        .resolve(
            LocalDate.now(ZoneId.of("Asia/Jakarta"))
                .format(DateTimeFormatter.ofPattern("yyyy/MM/dd")));
  }

  /** It is put there after its acknowledgement, or its error text. */
  private static Path comes(Path file) {
    await(file.getFileName().toString()).atMost(DropBox.PATIENCE).until(() -> Files.exists(file));
    return file;
  }

  private void leftTheInbox(String name) {
    await("leaving of " + name)
        .atMost(DropBox.PATIENCE)
        .until(() -> Files.notExists(there().inbox().resolve(name)));
  }

  private Object batches(String name) {
    return database.single("select count(*) from batch where file = ?", name);
  }

  @Test
  void aFileIsTakenAcknowledgedAndArchivedOverThere() {
    String content =
        TestInvoice.csv(
            List.of(
                TestInvoice.of("FAR-1", "1000.00"),
                TestInvoice.of("FAR-2", "1e5"),
                TestInvoice.of("FAR-REFUSE-04", "75000")));
    there().drop("far.csv", content);
    Acknowledgement ack = there().completed("far.csv");
    assertThat(ack.column("Outcome")).containsExactly("created", "invalid", "refused");
    assertThat(comes(archive().resolve("far.csv"))).hasContent(content);
    leftTheInbox("far.csv");
    assertThat(bank.creates("FAR-1").created()).isEqualTo(1);
  }

  @Test
  void manyFilesAreTakenWithNamesThatAreNotPlain() {
    List<String> names =
        List.of("a b.csv", "c+d.csv", "e&f=g.csv", "h%20i.csv", "Faktur Pébruari.csv");
    for (int i = 0; i < names.size(); i++) {
      there().drop(names.get(i), csv("MANY-" + i + "-", 2));
    }
    for (String name : names) {
      bank.hasExactlyOnce(there().completed(name));
      comes(archive().resolve(name));
    }
  }

  @Test
  void whatIsInValidateIsCheckedAndNothingIsSent() {
    there().place(there().inbox().resolve("validate"), "only.csv", bytes(csv("ONLY-", 2)));
    Acknowledgement ack = there().completed("only.csv");
    assertThat(ack.column("Outcome")).containsOnly("valid");
    assertThat(ack.summary().path("dryRun").asBoolean()).isTrue();
    assertThat(bank.creates("ONLY-1").arrived()).isZero();
    comes(archive().resolve("only.csv"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void attachmentsAreFetchedWhereLinesNameThem() {
    byte[] faktur = bytes("%PDF-1.7 a faktur");
    there().place(there().attachments(), "faktur.pdf", faktur);
    there().place(there().attachments(), "note.pdf", bytes("no PDF"));
    there()
        .drop(
            "attached.csv",
            TestInvoice.csv(
                List.of(
                    TestInvoice.of("ATT-1", "1.00").with("Attachment", "faktur.pdf"),
                    TestInvoice.of("ATT-2", "1.00").with("Attachment", "note.pdf"),
                    TestInvoice.of("ATT-3", "1.00").with("Attachment", "missing.pdf"),
                    TestInvoice.of("ATT-4", "1.00").with("Attachment", "../inbox/faktur.pdf"),
                    TestInvoice.of("ATT-5", "1.00").with("Attachment", "faktur.pdf"))));
    Acknowledgement ack = there().completed("attached.csv");
    assertThat(ack.column("Outcome"))
        .containsExactly("created", "invalid", "invalid", "invalid", "created");
    assertThat(ack.line(2).get("Message")).contains("is not a PDF");
    assertThat(ack.line(3).get("Message")).contains("is not in the attachments folder");
    assertThat(ack.line(4).get("Message")).contains("is not a plain file name");
    assertThat(database.single("select content from attachment where name = 'faktur.pdf'"))
        .isEqualTo(faktur);
    assertThat(there().attachments().resolve("faktur.pdf")).exists();
  }

  @Test
  void aControlFileDecidesAndGoesWithItsFile() throws IOException {
    there().control("agreed.csv", "{\"lines\": 2, \"amount\": \"2000.00\"}");
    there().drop("agreed.csv", csv("AGREED-", 2));
    there().control("differs.csv", "{\"lines\": 3, \"amount\": \"2000.00\"}");
    there().drop("differs.csv", csv("DIFFERS-", 2));
    bank.hasExactlyOnce(there().completed("agreed.csv"));
    comes(archive().resolve("agreed.csv.control.json"));
    assertThat(there().rejection("differs.csv")).contains("3 lines", "2 lines");
    comes(there().rejected().resolve("differs.csv.control.json"));
    assertThat(bank.creates("DIFFERS-1").arrived()).isZero();
    await("an empty inbox")
        .atMost(DropBox.PATIENCE)
        .ignoreExceptions()
        .until(() -> DropBox.files(there().inbox()).isEmpty());
  }

  @Test
  void theSameContentAgainIsRejectedAndNamesTheBatch() {
    String content = csv("AGAIN-", 1);
    there().drop("first.csv", content);
    Acknowledgement ack = there().completed("first.csv");
    there().drop("second.csv", content);
    assertThat(there().rejection("second.csv"))
        .contains("first.csv", ack.summary().path("batchId").asText());
    assertThat(comes(there().rejected().resolve("second.csv"))).hasContent(content);
    assertThat(bank.creates("AGAIN-1").created()).isEqualTo(1);
  }

  @Test
  void aSecondFileOfANameKeepsWhatTheFirstHadInOutboxAndArchive() {
    for (int i = 1; i <= 3; i++) {
      there().drop("daily.csv", csv("DAILY-" + i + "-", 1));
      String number = "DAILY-" + i + "-1";
      await("acknowledgement " + i)
          .atMost(DropBox.PATIENCE)
          .until(
              () ->
                  there()
                      .read("daily.csv")
                      .filter(Acknowledgement::complete)
                      .filter(ack -> ack.column("InvoiceNumber").contains(number))
                      .isPresent());
      leftTheInbox("daily.csv");
    }
    for (String old : List.of(".1", ".2")) {
      String number = "DAILY" + old.replace('.', '-') + "-1";
      assertThat(there().outbox().resolve("daily.csv.ack.csv" + old)).content().contains(number);
      assertThat(there().outbox().resolve("daily.csv.ack.json" + old)).exists();
      assertThat(archive().resolve("daily.csv" + old)).content().contains(number);
    }
    assertThat(archive().resolve("daily.csv")).content().contains("DAILY-3-1");
  }

  @Test
  void namesOfUnfinishedFilesAreLeftAlone() throws IOException {
    List<String> never = List.of(".hidden.csv", "half.csv.PART", "half.tmp", "half.filepart");
    for (String name : never) {
      Files.writeString(there().inbox().resolve(name), csv("NEVER-", 1));
    }
    there().drop("finished.csv", csv("FINISHED-", 1));
    there().completed("finished.csv");
    leftTheInbox("finished.csv");
    for (String name : never) {
      Files.delete(there().inbox().resolve(name));
    }
    assertThat(bank.creates("NEVER-1").arrived()).isZero();
  }

  @Test
  void whatIsTooLargeIsRejectedUnread() {
    there().drop("large.csv", "x".repeat(1024 * 1024 + 1));
    assertThat(there().rejection("large.csv")).contains("larger than 1 megabytes");
    assertThat(batches("large.csv")).isEqualTo(0L);
  }

  @Test
  void whatAnotherReplicaHasClaimedIsItsOwnUntilItIsGoneAndThenKeepsItsId() {
    UUID other = UUID.randomUUID();
    database.rows(
        "insert into replica (id, expires_at) values (?, now() + interval '1 hour') returning id",
        other);
    UUID claim =
        (UUID)
            database.single(
                "insert into file_claim (folder, name, claimed_by) values ('inbox', 'claimed.csv', ?) returning id",
                other);
    there().drop("claimed.csv", csv("CLAIMED-", 1));
    there().drop("beside.csv", csv("BESIDE-", 1));
    there().completed("beside.csv");
    assertThat(there().inbox().resolve("claimed.csv")).exists();
    assertThat(batches("claimed.csv")).isEqualTo(0L);

    database.rows("delete from replica where id = ? returning id", other);
    Acknowledgement ack = there().completed("claimed.csv");
    bank.hasExactlyOnce(ack);
    assertThat(ack.summary().path("batchId").asText()).isEqualTo(claim.toString());
    leftTheInbox("claimed.csv");
  }

  @Test
  void whatWasStagedByAReplicaThatDiedBeforeArchivingIsOnlyArchived() {
    String content = csv("KILLED-", 2);
    there().drop("killed.csv", content);
    Acknowledgement ack = there().completed("killed.csv");
    leftTheInbox("killed.csv");
    // as it was before the last step
    database.rows(
        "insert into file_claim (folder, name, id, claimed_by) values ('inbox', 'killed.csv', ?::uuid, ?) returning id",
        ack.summary().path("batchId").asText(),
        UUID.randomUUID());
    there().drop("killed.csv", content);
    leftTheInbox("killed.csv");
    assertThat(batches("killed.csv")).isEqualTo(1L);
    assertThat(DropBox.files(there().rejected())).noneMatch(name -> name.startsWith("killed"));
    assertThat(archive().resolve("killed.csv")).hasContent(content);
    bank.hasExactlyOnce(ack);
  }

  @Test
  void anAcknowledgementThatCannotBeDeliveredIsDeliveredLater() {
    bank.fault(
        Fault.late("create-invoice", Duration.ofMillis(1500)).when("InvoiceNumber", "AWAY-1"));
    there().drop("away.csv", csv("AWAY-", 2));
    comes(archive().resolve("away.csv"));
    remote.stop().run();
    try {
      await("outcomes of the lines")
          .atMost(DropBox.PATIENCE)
          .until(
              () ->
                  database.single(
                      "select created from batch where file = 'away.csv' and state = 'sending'"),
              created -> created.equals(2));
    } finally {
      remote.start().run();
    }
    bank.hasExactlyOnce(there().completed("away.csv"));
  }

  @Test
  void anUploadIsArchivedAcknowledgedAndKeepsItsAttachmentOverThere() throws Exception {
    uploads.take(upload("up.csv", "UP-1", PDF));
    Acknowledgement ack = there().completed("up.csv");
    bank.hasExactlyOnce(ack);
    comes(archive().resolve("up.csv"));
    assertThat(there().attachments().resolve("upload.pdf")).hasBinaryContent(PDF);

    uploads.take(upload("same.csv", "UP-2", PDF));
    bank.hasExactlyOnce(there().completed("same.csv"));
    assertThatThrownBy(
            () -> uploads.take(upload("other.csv", "UP-3", bytes("%PDF-1.7 another one"))))
        .isInstanceOf(AttachmentConflictException.class);
    assertThat(there().attachments().resolve("upload.pdf")).hasBinaryContent(PDF);
  }

  private static Upload upload(String name, String number, byte[] attachment) {
    String content =
        TestInvoice.csv(List.of(TestInvoice.of(number, "1.00").with("Attachment", "upload.pdf")));
    return new Upload(
        name,
        () -> new ByteArrayInputStream(bytes(content)),
        null,
        List.of(new Upload.Attached("upload.pdf", () -> new ByteArrayInputStream(attachment))),
        false,
        "erp");
  }

  @Test
  void noEndpointShowsASecret() {
    there().place(there().inbox().resolve("validate"), "shown.csv", bytes(csv("SHOWN-", 1)));
    there().completed("shown.csv");
    assertThat(camel.getEndpoints())
        .isNotEmpty()
        .allSatisfy(
            endpoint ->
                assertThat(endpoint.getEndpointUri())
                    .doesNotContain(SftpServer.PASSWORD, S3Server.SECRET_KEY, S3Server.ACCESS_KEY));
  }

  @Test
  void aRejectedFileCanBeDroppedAgain() throws IOException {
    String content = csv("REPLAY-", 1);
    there().place(there().rejected(), "replay.csv", bytes(content));
    there().place(there().rejected(), "replay.csv.error.txt", bytes("why"));
    assertThatThrownBy(() -> drop.again("replay.csv", 1L, false))
        .isInstanceOf(ReplayRefusedException.class);
    drop.again("replay.csv", (long) content.length(), false);
    bank.hasExactlyOnce(there().completed("replay.csv"));
    assertThat(DropBox.files(there().rejected())).noneMatch(name -> name.startsWith("replay"));
  }
}
