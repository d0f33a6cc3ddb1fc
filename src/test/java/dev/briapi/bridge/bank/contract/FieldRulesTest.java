package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The field rules of BRIVA, Valas, SNAP and the notification. */
class FieldRulesTest {
  private static final Contracts CONTRACTS = new Contracts();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "briva/create-account | brivaNo | 77777",
        "briva/create-account | amount | 20000",
        "briva/create-account | amount | \"0\"",
        "briva/create-account | custCode | \"1234567890123\"",
        "briva/create-account | keterangan | \"1234567890123456789012345678901234567890\"",
        "briva/create-account | expiredDate | \"2028-02-29 00:00:00\"",
        "snap/transfer | partnerReferenceNo | \"2020102900000000000001\"",
        "snap/transfer | transactionDate | \"2021-11-25\"",
        "snap/transfer | transactionDate | \"2021-11-25T15:19:24Z\"",
        "snap/transfer | beneficiaryEmail | \"\"",
        "snap/transfer | additionalInfo | {\"deviceId\":\"1\",\"channel\":\"c\",\"more\":{\"x\":1}}",
        "snap/inquire-account | additionalInfo | {}",
        "valas/transaction-counter | debitAmount | \"1\"",
        "valas/transaction-counter | debitCurrency | \"usd\"",
        "notification/notify-payment | partnerServiceId | \"   77777\"",
        "notification/notify-payment | partnerServiceId | \"00077777\"",
        "notification/notify-payment | partnerServiceId | \"77777\"",
        "notification/notify-payment | more | 1",
        "notification/notify-payment | additionalInfo | {\"paymentAmount\":650000}",
        "notification/notify-payment | trxDateTime | \"2023-12-04T08:34:00.123Z\"",
      })
  void whatTheDocumentsAllowMayBeSent(String name, String field, String value) throws IOException {
    ObjectNode body = example(name);
    body.set(field, value(value));
    assertThat(operation(name).check(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "briva/create-account | brivaNo | \"777777\" | '''777777'' is not a number of up to 5 digits'",
        "briva/create-account | brivaNo | 100000 | '''100000'' is not a number of up to 5 digits'",
        "briva/create-account | brivaNo | -1 | '''-1'' is not a number of up to 5 digits'",
        "briva/create-account | brivaNo | null | is not a number of up to 5 digits",
        "briva/create-account | custCode | \"12345678901234\" | '''12345678901234'' is not a number of up to 13 digits'",
        "briva/create-account | custCode | \"12A\" | '''12A'' is not a number of up to 13 digits'",
        "briva/create-account | custCode | \"12\\n\" | '''12�'' is not a number of up to 13 digits'",
        "briva/create-account | custCode | 1255 | '''1255'' is not text'",
        "briva/create-account | nama | \" \" | ''' '' is blank'",
        "briva/create-account | nama | \"12345678901234567890123456789012345678901\" | '''12345678901234567890123456789012345678901'' is longer than 40 characters'",
        "briva/create-account | keterangan | \"12345678901234567890123456789012345678901\" | '''12345678901234567890123456789012345678901'' is longer than 40 characters'",
        "briva/create-account | amount | \"20.000\" | '''20.000'' is not a whole amount such as 20000'",
        "briva/create-account | amount | \"20,000\" | '''20,000'' is not a whole amount such as 20000'",
        "briva/create-account | amount | \"\" | ''''' is not a whole amount such as 20000'",
        "briva/create-account | amount | 20000.5 | '''20000.5'' is not a whole amount such as 20000'",
        "briva/create-account | amount | -1 | '''-1'' is not a whole amount such as 20000'",
        "briva/create-account | expiredDate | \"2019-10-29\" | '''2019-10-29'' is not a time in the form yyyy-MM-dd HH:mm:ss'",
        "briva/create-account | expiredDate | \"2027-02-29 00:00:00\" | '''2027-02-29 00:00:00'' is not a time in the form yyyy-MM-dd HH:mm:ss'",
        "briva/create-account | expiredDate | \"2027-02-28 24:00:00\" | '''2027-02-28 24:00:00'' is not a time in the form yyyy-MM-dd HH:mm:ss'",
        "briva/create-account | statusBayar | \"Y\" | 'is not a field of this operation'",
        "briva/update-account-status | statusBayar | \"y\" | '''y'' is not one of Y, N'",
        "valas/nego-info | dealtCurrency | \"US\" | '''US'' is not a currency of three letters'",
        "valas/transaction-counter | debitAccount | \"0307020001415090\" | '''************5090'' is longer than 15 characters'",
        "valas/transaction-counter | debitAmount | \"0.99\" | '''0.99'' is not an amount such as 3.00, 1 at least'",
        "valas/transaction-counter | debitAmount | 3.00 | '''3.00'' is not text'",
        "valas/transaction-counter | creditAmount | \"3.00\" | 'is not a field of this operation'",
        "valas/transaction-counter | remark | \"1234567890123456\" | '''1234567890123456'' is longer than 15 characters'",
        "valas/nego-continue | debitRate | \"0.0\" | '''0.0'' is not an amount such as 3.00'",
        "valas/rate-profile | accountNo | \"02060000000000001\" | '''*************0001'' is longer than 16 characters'",
        "valas/upload-underlying | fileData | \"{Inputan Base64}\" | '''{Inputan Base64}'' is not base64'",
        "valas/upload-underlying | fileData | \"\" | ''''' is not base64'",
        "snap/transfer | beneficiaryAccountNo | \"88880100018750X\" | '''***********750X'' is not a number of up to 34 digits'",
        "snap/transfer | sourceAccountNo | \"98890100018760812345\" | '''****************2345'' is not a number of up to 19 digits'",
        "snap/transfer | beneficiaryBankCode | \"\" | ''''' is not a number of up to 8 digits'",
        "snap/transfer | transactionDate | \"2022-11-07T15:19:24\" | '''2022-11-07T15:19:24'' is not a time in the form yyyy-MM-ddTHH:mm:ss+07:00'",
        "snap/transfer | transactionDate | \"2022-02-30\" | '''2022-02-30'' is not a time in the form yyyy-MM-ddTHH:mm:ss+07:00'",
        "snap/transfer | amount | \"10000.00\" | '''10000.00'' is not a JSON object'",
        "snap/transfer | beneficiaryEmail | null | is not text",
        "notification/notify-payment | partnerServiceId | \"7777 7\" | '''7777 7'' is not a number'",
        "notification/notify-payment | customerNo | \"\" | ''''' is not a number of up to 20 digits'",
      })
  void whatTheyDoNotAllowIsToldByField(String name, String field, String value, String expected)
      throws IOException {
    ObjectNode body = example(name);
    body.set(field, value(value));
    assertThat(operation(name).check(body))
        .extracting(Violation::message)
        .containsExactly(field + " " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "value, 10000, amount.value '10000' is not an amount such as 10000.00",
    "value, 10000.0, amount.value '10000.0' is not an amount such as 10000.00",
    "value, 0.00, amount.value '0.00' is not an amount such as 10000.00",
    "value, -1.00, amount.value '-1.00' is not an amount such as 10000.00",
    "currency, RUPIAH, amount.currency 'RUPIAH' is not a currency of three letters",
    "more, 1, amount.more is not a field of this operation"
  })
  void theAmountOfATransferIsCheckedInside(String field, String value, String message)
      throws IOException {
    ObjectNode body = example("snap/transfer");
    ((ObjectNode) body.get("amount")).put(field, value);
    assertThat(messages("snap/transfer", body)).containsExactly(message);
  }

  @Test
  void theDeviceOfATransferIsWholeOrNotThere() throws IOException {
    ObjectNode body = example("snap/transfer");
    ((ObjectNode) body.get("additionalInfo")).remove("channel");
    assertThat(messages("snap/transfer", body))
        .containsExactly("additionalInfo.channel is required");
    body.remove("additionalInfo");
    assertThat(messages("snap/transfer", body)).isEmpty();
  }

  static List<String> withBodies() {
    return CONTRACTS.operations().stream()
        .filter(Operation::hasBody)
        .map(Operation::toString)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("withBodies")
  void everyRequiredFieldThatIsMissingIsToldAtOnce(String name) throws IOException {
    Operation operation = operation(name);
    List<String> required =
        operation.fields().stream().filter(Field::required).map(Field::name).toList();
    List<Violation> violations = operation.check(BankJson.read(bytes("{}")));
    assertThat(violations).extracting(Violation::field).containsAll(required);
    assertThat(violations).extracting(Violation::rule).allMatch(r -> r.startsWith("is required"));
    assertThat(violations).isNotEmpty();
  }

  @Test
  void aTransactionIsAskedForByEitherReference() throws IOException {
    String name = "valas/inquiry-transaction";
    assertThat(messages(name, json("{\"originalReferenceNo\":\"1\"}"))).isEmpty();
    assertThat(messages(name, json("{\"originalPartnerReferenceNo\":\"1\"}"))).isEmpty();
    assertThat(messages(name, json("{}")))
        .containsExactlyInAnyOrder(
            "originalReferenceNo is required unless originalPartnerReferenceNo is there",
            "originalPartnerReferenceNo is required unless originalReferenceNo is there");
  }

  @Test
  void aReportIsOfOneDay() {
    Operation report = operation("briva/get-report");
    Map<String, String> day = parameters("20210629", "20210629");
    assertThat(report.checkParameters(day)).isEmpty();
    assertThat(report.uri(day).path())
        .isEqualTo("/v1/briva/report/J104408/77777/20210629/20210629");
    assertThat(report.checkParameters(parameters("20210629", "20210630")))
        .extracting(Violation::message)
        .containsExactly("endDate is not the same day as startDate: BRI reports one day per call");
    assertThat(report.checkParameters(parameters("20210632", "20210632")))
        .extracting(Violation::message)
        .containsExactly(
            "startDate '20210632' is not a date in the form yyyyMMdd",
            "endDate '20210632' is not a date in the form yyyyMMdd");
  }

  @Test
  void aReportByTimeHasItsColonsInThePath() {
    Operation report = operation("briva/get-report-time");
    Map<String, String> times =
        Map.of(
            "institutionCode", "J104408",
            "brivaNo", "77777",
            "startDate", "2021-06-14",
            "startTime", "05:00",
            "endDate", "2021-06-15",
            "endTime", "20:00");
    String path = "/v1/briva/report_time/J104408/77777/2021-06-14/05:00/2021-06-15/20:00";
    assertThat(report.checkParameters(times)).isEmpty();
    assertThat(report.uri(times).path()).isEqualTo(path);
    assertThat(CONTRACTS.match("GET", path, Set.of())).contains(report);
    assertThat(report.pathParameters(path.replace(":", "%3A"))).isEqualTo(times);
    Map<String, String> wrong = new HashMap<>(times);
    wrong.put("startTime", "24:00");
    wrong.put("brivaNo", "7777A");
    assertThat(report.checkParameters(wrong))
        .extracting(Violation::message)
        .containsExactly(
            "brivaNo '7777A' is not a number of up to 5 digits",
            "startTime '24:00' is not a time in the form HH:mm");
  }

  @Test
  void theDeletionOfAnAccountIsText() throws IOException {
    Operation delete = operation("briva/delete-account");
    assertThat(delete.mediaType()).isEqualTo("text/plain");
    JsonNode body = delete.read(bytes("institutionCode=J104408&brivaNo=77777&custCode=1255"));
    assertThat(body)
        .isEqualTo(
            json("{\"institutionCode\":\"J104408\",\"brivaNo\":\"77777\",\"custCode\":\"1255\"}"));
    assertThat(delete.check(body)).isEmpty();
    assertThat(delete.fields()).extracting(Field::name).hasSize(3);
    assertThat(delete.check(delete.read(bytes("institutionCode=J1&brivaNo=a=b&more="))))
        .extracting(Violation::message)
        .containsExactlyInAnyOrder(
            "brivaNo 'a=b' is not a number of up to 5 digits",
            "custCode is required",
            "more is not a field of this operation");
    assertThat(CONTRACTS.operations())
        .filteredOn(operation -> !operation.id().equals("delete-account"))
        .allMatch(operation -> operation.mediaType().equals("application/json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{\"institutionCode\":\"J104408\"}",
        "institutionCode",
        "=J104408",
        "institutionCode=J104408&",
        "custCode=1&custCode=2"
      })
  void textThatIsNoListOfFieldsIsAnError(String text) {
    assertThatThrownBy(() -> operation("briva/delete-account").read(bytes(text)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the body ");
  }

  @Test
  void textThatIsTooLongOrNoTextIsAnError() {
    Operation delete = operation("briva/delete-account");
    assertThatThrownBy(() -> delete.read(bytes("a=" + "b".repeat(10_000))))
        .hasMessage("the body is longer than 10000 bytes");
    assertThatThrownBy(() -> delete.read(new byte[] {'a', '=', (byte) 0xff}))
        .hasMessage("the body is not UTF-8");
  }

  @Test
  void theKeyOfARequestIsWhatIdentifiesItAtTheBank() throws IOException {
    assertThat(
            operation("cbm/create-invoice")
                .naturalKey(
                    json("{\"AnchorCode\":\"A\",\"PartnerCode\":\"P\",\"InvoiceNumber\":\"1\"}")))
        .contains("A\u001fP\u001f1");
    assertThat(operation("snap/transfer").naturalKey(example("snap/transfer")))
        .contains("20211130000000001");
    assertThat(operation("snap/transfer").naturalKey(json("{}"))).isEmpty();
    assertThat(operation("snap/transfer").naturalKey(json("[]"))).isEmpty();
    assertThat(operation("briva/create-account").naturalKey(example("briva/create-account")))
        .isEmpty();
    assertThat(CONTRACTS.operations())
        .filteredOn(operation -> !operation.naturalKey().isEmpty())
        .extracting(Operation::toString)
        .containsExactly(
            "cbm/create-invoice",
            "valas/transaction-nego",
            "valas/transaction-counter",
            "valas/nego-rate-profile",
            "snap/transfer");
  }

  @Test
  void filesAndAccountNumbersAreMarked() throws IOException {
    assertThat(CONTRACTS.operations())
        .filteredOn(operation -> operation.attachmentField().isPresent())
        .extracting(operation -> operation + " " + operation.attachmentField().orElseThrow())
        .containsExactly("cbm/create-invoice Attachment", "valas/upload-underlying fileData");
    assertThat(CONTRACTS.accountFields())
        .contains(
            "debitAccount",
            "creditAccount",
            "accountNo",
            "beneficiaryAccountNo",
            "sourceAccountNo",
            "no_rek");
    assertThat(CONTRACTS.attachmentFields()).containsExactlyInAnyOrder("Attachment", "fileData");
  }

  @Test
  void anUnderlyingDocumentOfMoreThanFiveMegabytesIsDoubtfulAndOfMoreThanTenTooLarge()
      throws IOException {
    Operation upload = operation("valas/upload-underlying");
    ObjectNode body = example("valas/upload-underlying");
    body.put("fileData", "A".repeat(6_990_508));
    assertThat(upload.advise(body)).isEmpty();
    body.put("fileData", "A".repeat(6_990_512));
    assertThat(upload.check(body)).isEmpty();
    assertThat(upload.advise(body))
        .extracting(Violation::rule)
        .containsExactly("is larger than 5 MB");
    body.put("fileData", "A".repeat(13_981_020));
    assertThat(upload.check(body))
        .extracting(Violation::rule)
        .containsExactly("is larger than 10 MB");
  }

  @ParameterizedTest
  @MethodSource("withBodies")
  void hostileBodiesAreToldOffAndNotSwallowed(String name) throws IOException {
    Operation operation = operation(name);
    assertThat(operation.check(null)).isNotEmpty();
    for (String hostile : new String[] {"[]", "\"x\"", "1", "null", "true", "[[[[[[]]]]]]"}) {
      assertThat(operation.check(BankJson.read(bytes(hostile)))).as(hostile).isNotEmpty();
    }
    String long1 = "a".repeat(100_000);
    for (Field field : operation.fields()) {
      ObjectNode body = json("{}");
      for (JsonNode value : values(long1)) {
        body.set(field.name(), value);
        for (Violation violation : operation.check(body)) {
          assertThat(violation.message()).hasSizeLessThan(300);
        }
      }
    }
    ObjectNode many = json("{}");
    for (int i = 0; i < 200; i++) {
      many.put("field" + i, i);
    }
    assertThat(operation.check(many)).hasSizeGreaterThanOrEqualTo(200);
  }

  private static ArrayNode values(String long1) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    values.add(long1).add("0".repeat(100_000)).add(" ".repeat(100_000)).add("9".repeat(90));
    values.add(new BigDecimal("1e999999999")).add(new BigDecimal("1e-999999999"));
    values.addNull().add(true).addArray().add(1);
    values.addObject().put("value", long1);
    return values;
  }

  private List<String> messages(String name, JsonNode body) {
    return operation(name).check(body).stream().map(Violation::message).toList();
  }

  private Operation operation(String name) {
    return Stream.concat(CONTRACTS.operations().stream(), CONTRACTS.inbound().stream())
        .filter(operation -> operation.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ObjectNode example(String name) {
    return operation(name)
        .document()
        .at("/requestBody/content/application~1json/example")
        .deepCopy();
  }

  private static Map<String, String> parameters(String start, String end) {
    return Map.of(
        "institutionCode", "J104408", "brivaNo", "77777", "startDate", start, "endDate", end);
  }

  private static JsonNode value(String text) throws IOException {
    return BankJson.read(bytes("{\"v\":" + text + "}")).get("v");
  }

  private static <T extends JsonNode> T json(String text) throws IOException {
    @SuppressWarnings("unchecked")
    T node = (T) BankJson.read(bytes(text));
    return node;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
