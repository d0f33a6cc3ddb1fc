package dev.briapi.bridge.bank.contract;

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

/** The code tables of the CBM document, copied by hand from it and not from the contract. */
class DocumentedCodesTest {
  private static final String TABLES =
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
    for (String line : TABLES.lines().toList()) {
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
  void everyCodeThatIsNotDocumentedIsPending() {
    Set<String> documented = new HashSet<>();
    documented().forEach(row -> documented.add(List.of(row.get()).toString()));
    int checked = 0;
    for (Operation operation : CONTRACTS.operations()) {
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

  @ParameterizedTest
  @MethodSource("operations")
  void theGatewaySpeaksForEveryOperation(String operation) {
    assertThat(gateway(operation, 400, "0109")).isEqualTo("refused invalid-request");
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
    return CONTRACTS.operations().stream().map(Operation::id);
  }

  private static String gateway(String operation, int status, String code) {
    byte[] third = bytes("{\"status\":{\"code\":\"" + code + "\",\"desc\":\"Some Words\"}}");
    byte[] first = bytes("{\"responseCode\":\"" + code + "\",\"responseMessage\":\"Some Words\"}");
    Verdict verdict = classify(operation, status, third, false);
    assertThat(verdict).isEqualTo(classify(operation, status, first, false));
    assertThat(verdict.message()).isEqualTo("Some Words");
    return verdict.outcome() + " " + verdict.reason();
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
