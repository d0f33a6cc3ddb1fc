package dev.briapi.bridge.flow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.camel.CamelContext;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class InvoiceFileFlowTest {
  private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  Bank bank;
  DropBox drop;
  TestDatabase database;
  @Inject CamelContext camel;

  @AfterEach
  void theBankSawNothingStrange() {
    bank.sawNothingStrange();
  }

  private long creates() {
    return bank.sandbox().calls().count("create-invoice");
  }

  private static String archiveOfToday() {
    return LocalDate.now(WIB).format(DateTimeFormatter.ofPattern("yyyy/MM/dd"));
  }

  @Test
  void whereFilesAreDroppedIntoAFolderNothingOfAnotherDropIsLoaded() {
    drop.drop("folder-only.csv", TestInvoice.csv(List.of(TestInvoice.of("FOLDER-1", "5.00"))));
    drop.completed("folder-only.csv");
    assertThat(camel.hasComponent("aws2-s3")).isNull();
    assertThat(camel.hasComponent("sftp")).isNull();
  }

  @Test
  void aMixedFileIsAcknowledgedLineByLineInItsOrder() throws Exception {
    drop.drop("mixed-earlier.csv", TestInvoice.csv(List.of(TestInvoice.of("MIX-0", "5.00"))));
    drop.completed("mixed-earlier.csv");
    String content =
        TestInvoice.csv(
                List.of(
                    TestInvoice.of("MIX-1", "1000000.00"),
                    TestInvoice.of("MIX-2", "0.30"),
                    TestInvoice.of("MIX-1", "7.00"),
                    TestInvoice.of("MIX-3", "1e5"),
                    TestInvoice.of("MIX-0", "5.00"),
                    TestInvoice.of("MIX-4", "10").with("Currency", "USD"),
                    TestInvoice.of("MIX-REFUSE-04", "75000")))
            + "one,cell,too,few\n"
            + TestInvoice.csv(List.of(TestInvoice.of("MIX-5", "0.10"))).lines().toList().get(1)
            + "\n";
    drop.drop("mixed.csv", content);

    Acknowledgement ack = drop.completed("mixed.csv");

    assertThat(ack.header())
        .isEqualTo("Line,InvoiceNumber,Outcome,ReferenceNumber,ResponseCode,Message");
    assertThat(ack.column("Line")).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(ack.column("InvoiceNumber").subList(0, 7))
        .containsExactly("MIX-1", "MIX-2", "MIX-1", "MIX-3", "MIX-0", "MIX-4", "MIX-REFUSE-04");
    assertThat(ack.column("Outcome"))
        .containsExactly(
            "created",
            "created",
            "duplicate",
            "invalid",
            "duplicate",
            "invalid",
            "refused",
            "invalid",
            "created");
    for (int line : List.of(1, 2, 9)) {
      assertThat(ack.line(line).get("ReferenceNumber"))
          .isEqualTo(bank.invoice(ack.line(line).get("InvoiceNumber")).referenceNumber());
      assertThat(ack.line(line).get("ResponseCode")).isEqualTo("00");
    }
    for (int line : List.of(3, 4, 5, 6, 7, 8)) {
      assertThat(ack.line(line).get("ReferenceNumber")).as("reference of line %s", line).isEmpty();
    }
    assertThat(ack.line(3).get("Message")).contains("MIX-1").contains("line 1 of mixed.csv");
    assertThat(ack.line(4).get("Message")).contains("Amount").contains("1e5");
    assertThat(ack.line(5).get("Message")).contains("line 1 of mixed-earlier.csv");
    assertThat(ack.line(6).get("Message")).contains("Currency");
    assertThat(ack.line(7).get("ResponseCode")).isEqualTo("04");
    assertThat(ack.line(7).get("Message")).contains("Proceed time is not allowed");
    assertThat(bank.creates("MIX-3").arrived() + bank.creates("MIX-4").arrived()).isZero();
    assertThat(bank.creates("MIX-1").arrived()).isEqualTo(1);

    assertThat(ack.summary().path("file").asText()).isEqualTo("mixed.csv");
    assertThat(ack.summary().path("lines").asInt()).isEqualTo(9);
    assertThat(ack.count("created")).isEqualTo(3);
    assertThat(ack.count("refused")).isEqualTo(1);
    assertThat(ack.count("invalid")).isEqualTo(3);
    assertThat(ack.count("duplicate")).isEqualTo(2);
    assertThat(ack.count("pending")).isZero();
    // 0.30 + 0.10 in floats would not be 0.40
    assertThat(ack.summary().path("amountCreated").asText()).isEqualTo("1000000.40");
    assertThat(ack.summary().path("amountTotal").asText()).isEqualTo("1075022.40");
    assertThat(ack.summary().path("sha256").asText())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(content.getBytes(StandardCharsets.UTF_8))));
    OffsetDateTime received = OffsetDateTime.parse(ack.summary().path("receivedAt").asText());
    assertThat(received).isBefore(ack.summary().path("completedAt").asText());
    assertThat(received.getOffset()).isEqualTo(ZoneOffset.ofHours(7));
    assertThat(drop.root().resolve("archive").resolve(archiveOfToday()).resolve("mixed.csv"))
        .hasContent(content);
    assertThat(drop.inbox().resolve("mixed.csv")).doesNotExist();
  }

  @Test
  void everyFormatEndsInTheSameInvoices() throws IOException {
    drop.drop(
        "format.json",
        "["
            + TestInvoice.many("FMT-JSON-", 3).stream()
                .map(TestInvoice::json)
                .collect(Collectors.joining(","))
            + "]");
    drop.drop(
        "format.jsonl",
        TestInvoice.many("FMT-JSONL-", 3).stream()
            .map(TestInvoice::json)
            .collect(Collectors.joining("\n")));
    drop.drop("format.xlsx", workbook(TestInvoice.many("FMT-XLSX-", 3)));
    drop.drop(
        "format.csv",
        "\uFEFF" + TestInvoice.csv(TestInvoice.many("FMT-CSV-", 3)).replace(',', ';'));
    for (String format : List.of("json", "jsonl", "xlsx", "csv")) {
      Acknowledgement ack = drop.completed("format." + format);
      bank.hasExactlyOnce(ack);
      assertThat(ack.column("InvoiceNumber"))
          .containsExactly(
              "FMT-" + format.toUpperCase(java.util.Locale.ROOT) + "-1",
              "FMT-" + format.toUpperCase(java.util.Locale.ROOT) + "-2",
              "FMT-" + format.toUpperCase(java.util.Locale.ROOT) + "-3");
      assertThat(ack.summary().path("amountCreated").asText()).isEqualTo("3000.00");
    }
  }

  private static byte[] workbook(List<TestInvoice> invoices) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Invoices");
      for (int column = 0; column < TestInvoice.COLUMNS.size(); column++) {
        String name = TestInvoice.COLUMNS.get(column);
        sheet.value(0, column, name);
        for (int row = 0; row < invoices.size(); row++) {
          String value = invoices.get(row).fields().get(name);
          if (!value.isEmpty()) {
            sheet.value(row + 1, column, value);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void theSameContentUnderAnotherNameIsRejectedAndNamesTheEarlierBatch() {
    String content = TestInvoice.csv(TestInvoice.many("AGAIN-", 2));
    drop.drop("again-1.csv", content);
    String batch = drop.completed("again-1.csv").summary().path("batchId").asText();
    long before = creates();
    drop.drop("again-2.csv", content);
    assertThat(drop.rejection("again-2.csv")).contains(batch).contains("again-1.csv");
    assertThat(drop.outbox().resolve("again-2.csv.ack.csv")).doesNotExist();
    assertThat(creates()).isEqualTo(before);
  }

  @Test
  void aRejectedFileMayComeAgainOnceItIsRepaired() {
    String content = TestInvoice.csv(TestInvoice.many("REPAIR-", 2));
    drop.control("repair.csv", "{\"lines\": 3, \"amount\": \"2000.00\"}");
    drop.drop("repair.csv", content);
    assertThat(drop.rejection("repair.csv")).contains("3 lines").contains("2 lines");
    assertThat(drop.rejected().resolve("repair.csv.control.json")).exists();
    assertThat(bank.creates("REPAIR-1").arrived()).isZero();

    drop.control("repair.csv", "{\"lines\": 2, \"amount\": \"2000\"}");
    drop.drop("repair.csv", content);
    bank.hasExactlyOnce(drop.completed("repair.csv"));
    assertThat(
            drop.root()
                .resolve("archive")
                .resolve(archiveOfToday())
                .resolve("repair.csv.control.json"))
        .exists();
  }

  @Test
  void aControlFileWithAnotherAmountStopsTheWholeFile() {
    drop.control("amount.csv", "{\"lines\": 2, \"amount\": \"2000.01\"}");
    drop.drop("amount.csv", TestInvoice.csv(TestInvoice.many("AMOUNT-", 2)));
    assertThat(drop.rejection("amount.csv")).contains("2000.01").contains("2000.00");
    assertThat(bank.creates("AMOUNT-1").arrived() + bank.creates("AMOUNT-2").arrived()).isZero();
  }

  @Test
  void aFileOfWhichNoLineCanBeReadIsRejected() {
    drop.drop("nonsense.xlsx", "this is no workbook");
    assertThat(drop.rejection("nonsense.xlsx")).isNotBlank();
    drop.drop("unreadable.jsonl", "{not json\n}also not\n");
    assertThat(drop.rejection("unreadable.jsonl")).contains("No line of the file can be read");
    assertThat(drop.outbox().resolve("unreadable.jsonl.ack.csv")).doesNotExist();
  }

  @Test
  void aFileThatIsOnlyCheckedIsAcknowledgedAndNothingIsSent() {
    long before = creates();
    String content =
        TestInvoice.csv(
            List.of(
                TestInvoice.of("CHECK-1", "10"),
                TestInvoice.of("CHECK-1", "10"),
                TestInvoice.of("CHECK-2", "-1")));
    drop.place(
        drop.inbox().resolve("validate"), "check.csv", content.getBytes(StandardCharsets.UTF_8));
    Acknowledgement checked = drop.completed("check.csv");
    assertThat(checked.column("Outcome")).containsExactly("valid", "duplicate", "invalid");
    assertThat(checked.summary().path("dryRun").asBoolean()).isTrue();
    assertThat(creates()).isEqualTo(before);

    // a check takes no number and no content: the same file can now be dropped for real
    drop.drop("check.csv", content);
    Acknowledgement sent =
        await()
            .atMost(DropBox.PATIENCE)
            .until(
                () -> drop.completed("check.csv"),
                ack -> !ack.summary().path("dryRun").asBoolean());
    assertThat(sent.column("Outcome")).containsExactly("created", "duplicate", "invalid");
    assertThat(drop.outbox().resolve("check.csv.ack.csv.1")).exists();
  }

  @Test
  void anAttachmentArrivesAsTheBase64OfItsBytes() {
    byte[] pdf = new byte[70_000];
    new java.util.Random(7).nextBytes(pdf);
    byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
    byte[] tail = "\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, pdf, 0, head.length);
    System.arraycopy(tail, 0, pdf, pdf.length - tail.length, tail.length);
    drop.place(drop.attachments(), "ATTACH faktur.pdf", pdf);
    drop.drop(
        "attach.csv",
        TestInvoice.csv(
            List.of(
                TestInvoice.of("ATTACH-1", "10").with("Attachment", "ATTACH faktur.pdf"),
                TestInvoice.of("ATTACH-2", "10").with("Attachment", "ATTACH faktur.pdf"),
                TestInvoice.of("ATTACH-3", "10").with("Attachment", "missing.pdf"),
                TestInvoice.of("ATTACH-4", "10").with("Attachment", "../inbox/x.pdf"))));
    Acknowledgement ack = drop.completed("attach.csv");
    assertThat(ack.column("Outcome")).containsExactly("created", "created", "invalid", "invalid");
    assertThat(ack.line(3).get("Message")).contains("missing.pdf");
    for (String number : List.of("ATTACH-1", "ATTACH-2")) {
      assertThat(Base64.getDecoder().decode(bank.body(number).path("Attachment").asText()))
          .isEqualTo(pdf);
    }
    assertThat(database.single("select count(*) from attachment where name = 'ATTACH faktur.pdf'"))
        .as("stored once, whoever shares it")
        .isEqualTo(1L);
    assertThat(database.single("select count(*) from request where body like '%JVBERi%'"))
        .as("rows that hold an attachment")
        .isEqualTo(0L);
  }

  @Test
  void theAmountArrivesAsThePlainNumberThatWasWritten() {
    drop.drop(
        "exact.csv",
        TestInvoice.csv(
            List.of(
                TestInvoice.of("EXACT-1", "999999999999999.99"),
                TestInvoice.of("EXACT-2", "100000000000000"),
                TestInvoice.of("EXACT-3", "0.10"))));
    bank.hasExactlyOnce(drop.completed("exact.csv"));
    assertThat(bank.invoice("EXACT-1").amount()).isEqualByComparingTo("999999999999999.99");
    assertThat(bank.invoice("EXACT-2").amount()).isEqualByComparingTo("100000000000000");
    assertThat(bank.invoice("EXACT-3").amount()).isEqualByComparingTo("0.10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name with spaces & ampersand.csv",
        "naïve-日本-\uD83D\uDCB0.csv",
        "${sys.user.home}.csv",
        "%s%n%d.csv",
        "'; drop table batch; --.csv",
        "$(touch x)`touch y`.csv",
        "=cmd|'calc'!A1.csv",
        "a#b?c=d.csv",
        "{{briapi.client-secret}}.csv",
        "UPPER.CSV"
      })
  void aNameIsOnlyAName(String name) {
    String number = "NAME-" + Integer.toHexString(name.hashCode());
    drop.drop(name, TestInvoice.csv(List.of(TestInvoice.of(number, "10.00"))));
    Acknowledgement ack = drop.completed(name);
    bank.hasExactlyOnce(ack);
    assertThat(ack.summary().path("file").asText()).isEqualTo(name);
    assertThat(drop.root().resolve("archive").resolve(archiveOfToday()).resolve(name)).exists();
  }

  @Test
  void hiddenAndUnfinishedNamesAreLeftAlone() {
    List<String> names =
        List.of(".hidden.csv", "upload.csv.tmp", "upload.csv.part", "upload.csv.filepart");
    for (String name : names) {
      drop.drop(name, TestInvoice.csv(TestInvoice.many("HIDDEN-" + names.indexOf(name) + "-", 1)));
    }
    // whoever comes later and is done has overtaken them
    drop.drop("visible.csv", TestInvoice.csv(TestInvoice.many("VISIBLE-", 1)));
    bank.hasExactlyOnce(drop.completed("visible.csv"));
    drop.drop("visible-2.csv", TestInvoice.csv(TestInvoice.many("VISIBLE2-", 1)));
    bank.hasExactlyOnce(drop.completed("visible-2.csv"));
    assertThat(names).allSatisfy(name -> assertThat(drop.inbox().resolve(name)).exists());
    assertThat(bank.creates("HIDDEN-0-1").arrived()).isZero();
  }

  @Test
  void aFileIsTakenOnlyOnceItHasStoppedGrowing() throws IOException {
    List<TestInvoice> invoices = TestInvoice.many("GROW-", 20);
    Path growing = drop.inbox().resolve("growing.csv");
    List<String> lines = new ArrayList<>(TestInvoice.csv(invoices).lines().toList());
    Files.writeString(growing, lines.remove(0) + "\n");
    // a line every 100 ms for 2 s: far longer than the settle time, never still for as long
    await()
        .pollInterval(Duration.ofMillis(100))
        .pollDelay(Duration.ZERO)
        .atMost(DropBox.PATIENCE)
        .until(
            () -> {
              Files.writeString(growing, lines.remove(0) + "\n", StandardOpenOption.APPEND);
              return lines.isEmpty();
            });
    Acknowledgement ack = drop.completed("growing.csv");
    assertThat(ack.lines()).hasSize(20);
    bank.hasExactlyOnce(ack);
  }

  @Test
  void theSameNameWithOtherContentKeepsTheEarlierAcknowledgement() {
    drop.drop("daily.csv", TestInvoice.csv(TestInvoice.many("DAILY-1-", 1)));
    bank.hasExactlyOnce(drop.completed("daily.csv"));
    drop.drop("daily.csv", TestInvoice.csv(TestInvoice.many("DAILY-2-", 1)));
    await()
        .atMost(DropBox.PATIENCE)
        .until(() -> drop.completed("daily.csv").column("InvoiceNumber").contains("DAILY-2-1"));
    assertThat(drop.outbox().resolve("daily.csv.ack.csv.1")).content().contains("DAILY-1-1");
    assertThat(drop.outbox().resolve("daily.csv.ack.json.1")).exists();
    assertThat(drop.root().resolve("archive").resolve(archiveOfToday()).resolve("daily.csv.1"))
        .content()
        .contains("DAILY-1-1");
  }

  @Test
  void aNameThatIsTooLongForAnAcknowledgementIsRejected() {
    String name = "n".repeat(233) + ".csv";
    drop.drop(name, TestInvoice.csv(TestInvoice.many("LONG-NAME-", 1)));
    assertThat(drop.rejection("n".repeat(233) + ".c")).contains("longer than 235 bytes");
  }

  @Test
  void anAcknowledgementThatCannotBeWrittenHoldsUpNoOther() throws IOException {
    Path obstacle = Files.createDirectories(drop.outbox().resolve("blocked.csv.ack.csv/inside"));
    drop.drop("blocked.csv", TestInvoice.csv(TestInvoice.many("BLOCKED-", 1)));
    await()
        .atMost(DropBox.PATIENCE)
        .until(() -> Files.notExists(drop.inbox().resolve("blocked.csv")));
    drop.drop("behind.csv", TestInvoice.csv(TestInvoice.many("BEHIND-", 1)));
    bank.hasExactlyOnce(drop.completed("behind.csv"));
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());
    bank.hasExactlyOnce(drop.completed("blocked.csv"));
  }

  @Test
  void noHalfWrittenFileIsEverInTheOutbox() {
    drop.drop("whole.csv", TestInvoice.csv(TestInvoice.many("WHOLE-", 30)));
    bank.hasExactlyOnce(drop.completed("whole.csv"));
    assertThat(DropBox.files(drop.outbox()))
        .allSatisfy(name -> assertThat(name).doesNotStartWith(".").doesNotEndWith(".tmp"));
  }
}
