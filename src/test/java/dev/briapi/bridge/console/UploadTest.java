package dev.briapi.bridge.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.MultiPartConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.http.entity.mime.HttpMultipartMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.invoice.DropFolder;
import dev.briapi.bridge.invoice.Uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class UploadTest {
  private static final String HEADER =
      "AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate,Attachment\n";

  /** As browsers and curl do it; the default of this client is ASCII. */
  private static final RestAssuredConfig UTF_8 =
      RestAssuredConfig.config()
          .httpClient(
              HttpClientConfig.httpClientConfig()
                  .httpMultipartMode(HttpMultipartMode.BROWSER_COMPATIBLE))
          .multiPartConfig(MultiPartConfig.multiPartConfig().defaultCharset("UTF-8"));

  @Inject Rows rows;
  @Inject DropFolder folder;
  @Inject Uploads uploads;

  /** The parts of a form are cleared away after the answer. */
  @AfterEach
  void nothing_is_left_of_an_upload() {
    await()
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.walk(folder.uploads())) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
              }
            });
    assertThat(rows.count("file_claim where folder = :value", ".uploads")).isZero();
  }

  @Test
  void a_file_in_the_body_becomes_a_batch() {
    ValidatableResponse answer =
        raw("?name=november.csv", file("10.50", ""))
            .then()
            .statusCode(202)
            .contentType("application/json");

    answer
        .body("file", equalTo("november.csv"))
        .body("state", equalTo("sending"))
        .body("lines", equalTo(1))
        .body("pending", equalTo(1))
        .body("amountTotal", equalTo("10.50"))
        .body("dryRun", equalTo(false));
    String id = answer.extract().jsonPath().getString("batchId");
    assertThat(answer.extract().header("Location")).isEqualTo("/api/batches/" + id);
    assertThat(rows.row("batch", UUID.fromString(id))).containsEntry("caller", "operator");
    Api.get("/api/batches/" + id).body("progress.lines", equalTo(1));
    Api.get("/api/batches/" + id + "/lines").body("items[0].outcome", equalTo("pending"));
  }

  @Test
  void a_header_can_name_the_file() {
    for (String disposition :
        List.of(
            "attachment; filename=\"tagihan november.csv\"",
            "attachment; filename=x.csv; filename*=UTF-8''tagihan%20november.csv",
            "attachment; filename=\"C:\\\\files\\\\tagihan november.csv\"")) {
      Api.operator()
          .contentType("text/csv")
          .header("Content-Disposition", disposition)
          .body(file("1", ""))
          .post("/api/batches")
          .then()
          .statusCode(202)
          .body("file", equalTo("tagihan november.csv"));
    }
  }

  @Test
  void a_dry_run_sends_nothing() {
    ValidatableResponse answer =
        raw("?name=dry.csv&dryRun=true", file("1000", "")).then().statusCode(202);

    answer.body("dryRun", equalTo(true)).body("valid", equalTo(1)).body("pending", equalTo(0));
    String id = answer.extract().jsonPath().getString("batchId");
    Api.get("/api/batches/" + id + "/lines?outcome=valid").body("items.size()", equalTo(1));
    Api.problem(raw("?name=dry.csv&dryRun=yes", file("1", "")), 400)
        .body("errors[0].field", equalTo("dryRun"));
  }

  @Test
  void a_file_of_which_nothing_can_be_read_is_rejected() {
    ValidatableResponse problem =
        Api.problem(raw("?name=nonsense.csv", "no,such,column\n1,2,3\n"), 422);

    String id = problem.body("batchId", notNullValue()).extract().jsonPath().getString("batchId");
    String reason = problem.extract().jsonPath().getString("detail");
    Api.get("/api/batches/" + id).body("state", equalTo("rejected")).body("error", equalTo(reason));
    assertThat(folder.rejected().resolve("nonsense.csv.error.txt")).exists();
    Api.problem(raw("?name=empty.csv", ""), 422);
    Api.problem(raw("?name=picture.png", "x"), 422);
  }

  @Test
  void the_same_content_is_taken_once() {
    String content = file("5", "");
    String first =
        raw("?name=first.csv", content)
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getString("batchId");

    Api.problem(raw("?name=second.csv", content), 409)
        .body("detail", containsString(first))
        .body("earlierBatchId", equalTo(first));
    Api.problem(raw("?name=second.csv&dryRun=true", content), 409)
        .body("earlierBatchId", equalTo(first));
  }

  @Test
  void a_form_brings_control_file_and_attachments() throws IOException {
    String pdf = "bukti " + UUID.randomUUID() + ".pdf";

    form("faktur é.csv", file("7.25", pdf))
        .multiPart(
            "control",
            "control.json",
            "{\"lines\": 1, \"amount\": \"7.25\"}".getBytes(StandardCharsets.UTF_8))
        .multiPart(part("attachments", pdf, "%PDF-1.7 content"))
        .post("/api/batches")
        .then()
        .statusCode(202)
        .body("file", equalTo("faktur é.csv"))
        .body("pending", equalTo(1));

    assertThat(folder.attachments().resolve(pdf)).hasContent("%PDF-1.7 content");
  }

  @Test
  void a_control_file_that_disagrees_rejects_the_upload() {
    Api.problem(
            form("controlled.csv", file("7.25", ""))
                .multiPart("control", "{\"lines\": 2, \"amount\": \"7.25\"}")
                .post("/api/batches"),
            422)
        .body("detail", containsString("2"));
  }

  @Test
  void an_attachment_never_replaces_another_one() throws IOException {
    String pdf = UUID.randomUUID() + ".pdf";
    Files.writeString(folder.attachments().resolve(pdf), "%PDF-1.7 one");
    String content = file("3", pdf);

    Api.problem(
        form("a.csv", content)
            .multiPart(part("attachments", pdf, "%PDF-1.7 two"))
            .post("/api/batches"),
        409);
    assertThat(folder.attachments().resolve(pdf)).hasContent("%PDF-1.7 one");

    form("a.csv", content)
        .multiPart(part("attachments", pdf, "%PDF-1.7 one"))
        .post("/api/batches")
        .then()
        .statusCode(202);
  }

  @Test
  void a_form_that_is_not_complete_is_refused_before_anything_is_stored() {
    String pdf = UUID.randomUUID() + ".pdf";
    Api.problem(
            Api.operator().multiPart(part("attachments", pdf, "%PDF-")).post("/api/batches"), 400)
        .body("errors[0].field", equalTo("file"));
    Api.problem(
            form("x.csv", file("1", ""))
                .multiPart(part("attachments", pdf, "%PDF-"))
                .multiPart(part("attachments", "evil.exe", "MZ"))
                .multiPart("surprise", "x")
                .post("/api/batches"),
            400)
        .body("errors.field", equalTo(List.of("surprise", "attachments")));
    assertThat(folder.attachments().resolve(pdf)).doesNotExist();
  }

  @Test
  void a_path_in_a_name_leads_nowhere() throws IOException {
    for (String name :
        List.of(
            "../../../escape.csv",
            "/etc/escape.csv",
            "..%5C..%5Cescape.csv",
            "C:%5Cx%5Cescape.csv")) {
      raw("?name=" + name.replace("/", "%2F"), file("1", ""))
          .then()
          .statusCode(202)
          .body("file", equalTo("escape.csv"));
      form(name.replace("%5C", "\\"), file("1", ""))
          .post("/api/batches")
          .then()
          .statusCode(202)
          .body("file", equalTo("escape.csv"));
    }
    try (Stream<Path> files = Files.walk(folder.inbox().getParent().getParent())) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("escape")))
          .allMatch(file -> file.toString().contains("/archive/"));
    }
  }

  @Test
  void a_name_that_is_none_is_refused() {
    for (String name :
        List.of(
            "",
            "..",
            ".",
            ".hidden.csv",
            "a%2F",
            "a%00b.csv",
            "a%0Ab.csv",
            "%E2%80%AEvsc.csv",
            "x".repeat(240))) {
      Api.problem(raw("?name=" + name, "x"), 400).body("errors[0].field", equalTo("name"));
    }
    Api.problem(raw("", "x"), 400).body("errors[0].field", equalTo("name"));
  }

  @Test
  void an_upload_whose_replica_died_is_undone() throws IOException {
    UUID batch = UUID.randomUUID();
    String name = UUID.randomUUID().toString();
    Files.createDirectory(folder.uploads().resolve(name));
    Files.writeString(folder.uploads().resolve(name).resolve("half.csv"), "half");
    rows.run(
        "insert into batch (id, file, sha256, state) values (:id, 'half.csv', 'half', 'staging')",
        batch);
    rows.run(
        "insert into file_claim (folder, name, id, claimed_by) values ('.uploads', '"
            + name
            + "', :id, gen_random_uuid())",
        batch);

    uploads.release();

    assertThat(rows.row("batch", batch)).containsEntry("state", "rejected");
    assertThat(folder.uploads().resolve(name)).doesNotExist();
  }

  @Test
  void a_large_body_that_does_not_say_its_length_is_refused() {
    Api.problem(
        Api.operator()
            .contentType("text/csv")
            .body(new java.io.ByteArrayInputStream(new byte[5 * 1024 * 1024 / 2]))
            .post("/api/batches?name=large.csv"),
        413);
  }

  @Test
  void a_large_form_is_refused() {
    Api.problem(form("large.csv", "x".repeat(3 * 1024 * 1024)).post("/api/batches"), 413);
  }

  private static Response raw(String query, String content) {
    return Api.operator()
        .contentType("text/csv")
        .body(content.getBytes(StandardCharsets.UTF_8))
        .post("/api/batches" + query);
  }

  private static RequestSpecification form(String name, String content) {
    return Api.operator().config(UTF_8).multiPart(part("file", name, content));
  }

  private static io.restassured.specification.MultiPartSpecification part(
      String part, String name, String content) {
    return new MultiPartSpecBuilder(content.getBytes(StandardCharsets.UTF_8))
        .controlName(part)
        .fileName(name)
        .charset(StandardCharsets.UTF_8)
        .build();
  }

  private static String file(String amount, String attachment) {
    String number = "U-" + UUID.randomUUID().toString().substring(0, 20);
    return HEADER
        + "BRIAPI01,BRIAPI02,AR,%s,IDR,%s,Spare parts,DF,2026-11-20,2026-11-23,2027-01-20,%s%n"
            .formatted(number, amount, attachment);
  }
}
