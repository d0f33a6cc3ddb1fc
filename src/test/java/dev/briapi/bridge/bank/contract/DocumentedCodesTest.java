package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** The code tables of the documents, copied from them and not from the contracts. */
class DocumentedCodesTest {
  private static final String CBM =
      """
      inquire-invoice           200/00 403/10 403/11 400/01 400/03 500/99
      inquire-invoice-by-number 200/00 403/10 403/11 400/01 400/03 500/99
      create-invoice            200/00 403/10 403/11 400/01 400/02 400/03 400/04 500/99
      cancel-invoice            200/00 403/10 403/11 400/01 400/03 400/04 500/99
      pay-invoice               200/00 403/10 403/11 400/01 400/03 400/04 500/99
      list-facilities           200/00 403/10 403/11 400/01 400/03 500/99
      inquire-facility          200/00 403/10 403/11 400/01 400/02 400/03 500/99
      list-partners             200/00 400/10 400/11 400/01 400/03 500/99
      inquire-partner           200/00 403/10 403/11 400/01 400/03 500/99
      inquire-partner-facility  200/00 403/10 403/11 400/01 400/02 400/03 500/99
      pay-facility              200/00 400/01 400/03
      instapay                  200/00 400/01 400/03
      request-settlement        200/00 400/01 400/03
      """;

  private static final Contracts CONTRACTS = new Contracts();

  static Stream<Arguments> documented() {
    List<Arguments> rows = new ArrayList<>();
    for (String line : CBM.lines().toList()) {
      String[] words = line.split("\\s+");
      for (int i = 1; i < words.length; i++) {
        String[] row = words[i].split("/");
        rows.add(Arguments.of(words[0], Integer.parseInt(row[0]), row[1]));
      }
    }
    return rows.stream();
  }

  private static String expected(String code) {
    return switch (code) {
      case "00" -> "succeeded null";
      case "01" -> "refused invalid-request";
      case "02", "03" -> "refused action-refused";
      case "04" -> "refused outside-hours";
      case "10" -> "refused access-denied";
      case "11" -> "refused duplicate-request-id";
      case "99" -> "pending general-error";
      default -> throw new IllegalArgumentException(code);
    };
  }

  @ParameterizedTest
  @MethodSource("documented")
  void aDocumentedCodeHasItsOutcome(String operation, int status, String code) {
    Verdict verdict = classify(operation, status, answer(code, "some words"), false);

    assertThat(verdict.outcome() + " " + verdict.reason()).isEqualTo(expected(code));
    assertThat(verdict.responseCode()).isEqualTo(code);
    assertThat(verdict.message()).isEqualTo("some words");
    assertThat(verdict.httpStatus()).isEqualTo(status);
  }

  @Test
  void everyCodeOfCbmThatIsNotDocumentedIsPending() {
    Set<String> documented = new HashSet<>();
    documented().forEach(row -> documented.add(List.of(row.get()).toString()));
    int checked = 0;
    for (Operation operation : ofProduct("cbm").toList()) {
      for (int status : new int[] {200, 201, 202, 204, 302, 400, 403, 404, 409, 422, 500, 502}) {
        for (String code : List.of("00", "01", "02", "03", "04", "05", "10", "11", "99", "0")) {
          if (!documented.contains(List.of(operation.id(), status, code).toString())) {
            checked++;
            assertThat(operation.classify(status, answer(code, "words"), false).outcome())
                .as("%s %s/%s", operation, status, code)
                .isEqualTo(Outcome.PENDING);
          }
        }
      }
    }
    assertThat(checked).isEqualTo(13 * 120 - documented.size());
  }

  static Stream<Arguments> valas() {
    return rows("valas")
        .map(row -> Arguments.of(row[0], Integer.parseInt(row[1]), row[2], row[3], row[4]));
  }

  @ParameterizedTest
  @MethodSource("valas")
  void aDocumentedCodeOfValasHasItsOutcome(
      String operation, int status, String code, String message, String expected) {
    Operation valas = CONTRACTS.operation("valas", operation);
    byte[] body =
        code.equals("-")
            ? bytes("<html><h1>" + message + "</h1></html>")
            : bytes(snap(code, message.replace("{field name}", "debitAccount"), ""));
    assertThat(words(valas.classify(status, body, false))).isEqualTo(expected);
  }

  @Test
  void everyOperationOfValasHasItsTable() {
    assertThat(rows("valas").map(row -> row[0]).distinct())
        .containsExactlyElementsOf(ofProduct("valas").map(Operation::id).toList());
    assertThat(rows("valas")).hasSize(155);
    assertThat(rows("briva")).hasSize(32);
  }

  @Test
  void anyOtherCodeOfValasIsPending() {
    Set<String> listed = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (String[] row : rows("valas").toList()) {
      listed.add(row[0] + row[1] + row[2]);
      codes.add(row[2]);
    }
    // from the error samples of pages whose tables lack it
    for (String page : List.of("rate-profile", "nego-rate-profile", "nego-continue")) {
      listed.add(page + "4044048201");
    }
    for (Operation operation : ofProduct("valas").toList()) {
      for (int status : new int[] {200, 201, 400, 403, 404, 409, 422, 500}) {
        for (String code : codes) {
          if (!listed.contains(operation.id() + status + code)) {
            assertThat(operation.classify(status, bytes(snap(code, "words", "")), false).outcome())
                .as("%s %s/%s", operation, status, code)
                .isEqualTo(Outcome.PENDING);
          }
        }
      }
    }
  }

  static Stream<Arguments> briva() {
    return rows("briva")
        .flatMap(
            row ->
                ofProduct("briva")
                    .map(operation -> Arguments.of(operation.id(), row[0], row[1], row[2])));
  }

  @ParameterizedTest
  @MethodSource("briva")
  void aDocumentedCodeOfBrivaHasItsOutcomeWithAnyStatusThatCanBelieveIt(
      String operation, String code, String message, String expected) {
    Operation briva = CONTRACTS.operation("briva", operation);
    boolean report = operation.startsWith("get-report") && code.equals("41");
    boolean success = code.equals("00");
    for (int status : new int[] {200, 400, 403, 404, 405, 409, 412, 422}) {
      String outcome = words(briva.classify(status, bytes(briva(false, code, message)), false));
      if (success) {
        assertThat(outcome).startsWith("pending");
        outcome = words(briva.classify(status, bytes(briva(true, code, message)), false));
        assertThat(outcome).isEqualTo(status == 200 ? expected : "pending unlisted-code");
      } else {
        // an empty report is an answer (rulings 25)
        assertThat(outcome).isEqualTo(report ? "succeeded null" : expected);
        assertThat(words(briva.classify(status, bytes(briva(true, code, message)), false)))
            .isEqualTo("pending contradictory-answer");
      }
    }
    for (int status : new int[] {202, 500, 502, 503, 504, 301}) {
      for (boolean yes : new boolean[] {true, false}) {
        byte[] body = bytes(briva(yes, code, message));
        assertThat(briva.classify(status, body, false).outcome()).isEqualTo(Outcome.PENDING);
      }
    }
  }

  static Stream<Arguments> transfers() {
    Stream<Arguments> own =
        rows("snap")
            .map(
                row ->
                    Arguments.of(
                        row[0], Integer.parseInt(row[1]), row[1] + row[2] + row[3], row[5]));
    Stream<Arguments> standard =
        rows("snap-standard")
            .flatMap(
                row ->
                    Stream.of("inquire-account 16", "transfer 18", "transfer-status 36")
                        .map(name -> name.split(" "))
                        .map(
                            name ->
                                Arguments.of(
                                    name[0],
                                    Integer.parseInt(row[0]),
                                    row[0] + name[1] + row[1],
                                    row[3])));
    return Stream.concat(own, standard);
  }

  @ParameterizedTest
  @MethodSource("transfers")
  void aCodeOfTheStandardHasItsOutcome(String operation, int status, String code, String expected) {
    Operation snap = CONTRACTS.operation("snap", operation);
    assertThat(words(snap.classify(status, bytes(snap(code, "words", "")), false)))
        .isEqualTo(expected);
    // the code says another HTTP status than the answer has, or is of another service
    for (int other : new int[] {200, 400, 404, 500}) {
      if (other != status) {
        assertThat(snap.classify(other, bytes(snap(code, "words", "")), false).outcome())
            .isEqualTo(Outcome.PENDING);
      }
    }
    String foreign = code.substring(0, 3) + "17" + code.substring(5);
    if (status != 401 && status != 429) {
      assertThat(snap.classify(status, bytes(snap(foreign, "words", "")), false).outcome())
          .isEqualTo(Outcome.PENDING);
    }
  }

  private static Stream<String[]> rows(String table) {
    String resource = "/codes/" + table + ".txt";
    try (InputStream stream = DocumentedCodesTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" \\| "))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String snap(String code, String message, String more) {
    return "{\"responseCode\":\"%s\",\"responseMessage\":\"%s\"%s}".formatted(code, message, more);
  }

  private static String briva(boolean yes, String code, String message) {
    return "{\"status\":%s,\"%s\":\"%s\",\"responseCode\":\"%s\"}"
        .formatted(yes, yes ? "responseDescription" : "errDesc", message, code);
  }

  private static String words(Verdict verdict) {
    return verdict.outcome() + " " + verdict.reason();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theGatewaySpeaksForEveryOperation(String operation) {
    assertThat(gateway(operation, 400, "0109")).isEqualTo("refused invalid-request");
    assertThat(gateway(operation, 400, "9999")).isEqualTo("pending unlisted-code");
    assertThat(gateway(operation, 401, "0601")).isEqualTo("not-sent token-refused");
    assertThat(gateway(operation, 401, "0602")).isEqualTo("not-sent signature-refused");
    assertThat(gateway(operation, 401, "0603")).isEqualTo("not-sent forbidden");
    assertThat(gateway(operation, 401, "9999")).isEqualTo("not-sent unauthorized");
    assertThat(gateway(operation, 429, "9999")).isEqualTo("not-sent throttled");
    assertThat(gateway(operation, 500, "0500")).isEqualTo("pending general-error");
    assertThat(gateway(operation, 503, "0503")).isEqualTo("pending service-unavailable");
    assertThat(gateway(operation, 504, "0504")).isEqualTo("pending gateway-timeout");
    assertThat(gateway(operation, 403, "0603")).isEqualTo("pending unlisted-code");
    assertThat(gateway(operation, 200, "0601")).isEqualTo("pending unlisted-code");
  }

  static Stream<String> operations() {
    return CONTRACTS.operations().stream().map(Operation::toString);
  }

  private static Stream<Operation> ofProduct(String product) {
    return CONTRACTS.operations().stream().filter(o -> o.product().equals(product));
  }

  private static String gateway(String name, int status, String code) {
    byte[] third = bytes("{\"status\":{\"code\":\"" + code + "\",\"desc\":\"Some Words\"}}");
    byte[] first = bytes("{\"responseCode\":\"" + code + "\",\"responseMessage\":\"Some Words\"}");
    Verdict verdict = operation(name).classify(status, third, false);
    assertThat(verdict).isEqualTo(operation(name).classify(status, first, false));
    assertThat(verdict.message()).isEqualTo("Some Words");
    return verdict.outcome() + " " + verdict.reason();
  }

  private static Operation operation(String name) {
    String[] words = name.split("/");
    return CONTRACTS.operation(words[0], words[1]);
  }

  private static Verdict classify(String operation, int status, byte[] body, boolean again) {
    return CONTRACTS.operation("cbm", operation).classify(status, body, again);
  }

  private static byte[] answer(String code, String words) {
    return bytes(
        "{\"responseCode\":\""
            + code
            + "\",\"responseDesc\":\""
            + words
            + "\",\"responseData\":{\"ReferenceNumber\":\"0000420000214\"}}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
