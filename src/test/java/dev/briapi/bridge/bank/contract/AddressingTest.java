package dev.briapi.bridge.bank.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.briapi.bridge.bank.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressingTest {
  private static final Contracts CONTRACTS = new Contracts();

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/apicbm/invoices/0000420000214, '', inquire-invoice",
    "GET, /v1/apicbm/invoices/DF%2F1, '', inquire-invoice",
    "GET, /v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber, invoice_number anchor_code partner_code, inquire-invoice-by-number",
    "GET, /v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber, invoice_number, inquire-invoice-by-number",
    "POST, /v1/apicbm/invoices/insert, '', create-invoice",
    "POST, /v1/apicbm/invoices/cancel, '', cancel-invoice",
    "POST, /v1/apicbm/invoices/payment, '', pay-invoice",
    "get, /v1/apicbm/facilities/A1, '', list-facilities",
    "GET, /v1/apicbm/facilities/A1, facility_account, inquire-facility",
    "GET, /v1/apicbm/partners/A1, '', list-partners",
    "GET, /v1/apicbm/partners/A1, partner_code, inquire-partner",
    "GET, /v1/apicbm/partners/A1, facility_code partner_code, inquire-partner-facility",
    "GET, /v1/apicbm/partners/A1, facility_code, inquire-partner-facility",
    "POST, /v1/apicbm/invoices/facility_payment, '', pay-facility",
    "POST, /v1/apicbm/invoices/insta_payment, '', instapay",
    "POST, /v1/apicbm/settlement/request, '', request-settlement"
  })
  void aCallFindsItsOperation(String method, String path, String query, String operation) {
    List<String> names = query.isEmpty() ? List.of() : Arrays.asList(query.split(" "));
    assertThat(CONTRACTS.match(method, path, names))
        .get()
        .extracting(Operation::id)
        .isEqualTo(operation);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/briva, create-account",
    "PUT, /v1/briva, update-account",
    "DELETE, /v1/briva, delete-account",
    "GET, /v1/briva/J104408/77777/1255, get-account",
    "GET, /v1/briva/status/J104408/77777/1255, get-account-status",
    "PUT, /v1/briva/status, update-account-status",
    "GET, /v1/briva/report/J104408/77777/20210629/20210629, get-report",
    "GET, /v1/briva/report_time/J104408/77777/2021-06-14/05:00/2021-06-14/20:00, get-report-time",
    "POST, /v2.0/valas-info/kurs-nego, nego-info",
    "POST, /v2.0/valas-transaction/nego/dealcode, check-deal-code",
    "POST, /v2.0/valas-transaction/nego, transaction-nego",
    "POST, /v2.0/valas-transaction/counter, transaction-counter",
    "POST, /v2.0/valas-transaction/inquiry, inquiry-transaction",
    "POST, /v2.0/valas-transaction/inquiry-limit, inquiry-limit",
    "POST, /v2.0/valas-info/kurs-counter, counter-info",
    "POST, /v2.0/valas-transaction/upload-underlying, upload-underlying",
    "POST, /v2.0/valas-info/rate-profile, rate-profile",
    "POST, /v2.0/valas-transaction/nego-rate-profile, nego-rate-profile",
    "POST, /v2.0/valas-transaction/continue, nego-continue",
    "POST, /interbank/snap/v1.0/account-inquiry-external, inquire-account",
    "POST, /interbank/snap/v1.0/transfer-interbank, transfer",
    "POST, /snap/v1.0/transfer/status, transfer-status"
  })
  void aCallOfTheOtherProductsFindsItsOperation(String method, String path, String operation) {
    assertThat(CONTRACTS.match(method, path, List.of()))
        .get()
        .extracting(Operation::id)
        .isEqualTo(operation);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/briva/, create-account",
    "POST, /briva, create-account",
    "GET, /v1/briva, create-account",
    "GET, /v1/brivas/J104408/77777/1255, get-account",
    "GET, /v1/briva/state/J104408/77777/1255, get-account-status",
    "GET, /v1/briva/reports/J104408/77777/20210629/20210629, get-report",
    "POST, /v1/apicbm/invoice/insert, create-invoice",
    "post, /V2.0/VALAS-TRANSACTION/COUNTER, transaction-counter",
    "POST, /v2.0/valas/upload-underlying, upload-underlying",
    "POST, /snap/v1.0/transfer-interbank, transfer",
    "POST, /snap/v1.0/transfer/state, transfer-status"
  })
  void theNearestOperationIsTheOneThatWasMeant(String method, String path, String operation) {
    List<Operation> nearest = CONTRACTS.nearest(method, path);
    assertThat(nearest).hasSizeBetween(1, 3);
    assertThat(nearest.get(0).id()).isEqualTo(operation);
  }

  @Test
  void whatIsLikeNothingHasNoNearest() {
    for (String path :
        List.of(
            "",
            "/",
            "/favicon.ico",
            "x".repeat(1_000_000),
            "/x".repeat(1_000_000),
            "/".repeat(1_000_000))) {
      assertThat(CONTRACTS.nearest("GET", path)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/apicbm/invoices/insert",
    "POST, /v1/apicbm/invoices",
    "POST, /v1/apicbm/invoices/other",
    "POST, /v2/apicbm/invoices/insert",
    "GET, /v1/apicbm/invoices/",
    "GET, /v1/apicbm/invoices/a/b",
    "POST, /oauth/client_credential/accesstoken",
    "GET, ''"
  })
  void anythingElseFindsNone(String method, String path) {
    assertThat(CONTRACTS.match(method, path, List.of())).isEmpty();
  }

  @Test
  void thePathParametersOfACallAreDecoded() {
    Operation operation = CONTRACTS.operation("cbm", "inquire-invoice");
    assertThat(operation.pathParameters("/v1/apicbm/invoices/DF%2F1%20%C3%A9+x"))
        .isEqualTo(Map.of("ReferenceNumber", "DF/1 é+x"));
  }

  @Test
  void whatIsNotUnreservedIsEncodedInPathAndQuery() {
    assertThat(
            CONTRACTS
                .operation("cbm", "inquire-invoice-by-number")
                .uri(
                    Map.of(
                        "invoice_number", "AP/2023 & é+~%#?=",
                        "anchor_code", "A'1",
                        "partner_code", "P-1._~")))
        .isEqualTo(
            new BankUri(
                "/v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber",
                "invoice_number=AP%2F2023%20%26%20%C3%A9%2B~%25%23%3F%3D"
                    + "&anchor_code=A%271&partner_code=P-1._~"));
    BankUri uri =
        CONTRACTS.operation("cbm", "inquire-invoice").uri(Map.of("ReferenceNumber", "DF/1 x:😀"));
    assertThat(uri.path()).isEqualTo("/v1/apicbm/invoices/DF%2F1%20x:%F0%9F%98%80");
    assertThat(uri.query()).isEmpty();
    assertThat(uri.pathAndQuery()).isEqualTo(uri.path());
  }

  @Test
  void anOperationWithoutParametersHasThePathOfItsContract() {
    assertThat(CONTRACTS.operation("cbm", "create-invoice").uri(Map.of()).pathAndQuery())
        .isEqualTo("/v1/apicbm/invoices/insert");
    assertThat(
            CONTRACTS
                .operation("cbm", "inquire-facility")
                .uri(
                    "/v2/facilities/{AnchorCode}",
                    Map.of("AnchorCode", "A", "facility_account", "1"))
                .pathAndQuery())
        .isEqualTo("/v2/facilities/A?facility_account=1");
  }

  @Test
  void aValueThatWouldMakeAnotherPathIsAnError() {
    Operation operation = CONTRACTS.operation("cbm", "inquire-invoice");
    for (String value : List.of("..", ".", "")) {
      assertThatThrownBy(() -> operation.uri(Map.of("ReferenceNumber", value)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> operation.uri(Map.of())).hasMessage("ReferenceNumber is missing");
    assertThatThrownBy(
            () -> CONTRACTS.operation("cbm", "inquire-facility").uri(Map.of("AnchorCode", "A")))
        .hasMessage("facility_account is missing");
  }

  @Test
  void aParameterOfThePathCannotLeadSomewhereElse() {
    Operation operation = CONTRACTS.operation("cbm", "inquire-invoice");
    assertThat(operation.checkParameters(Map.of("ReferenceNumber", "DF0002323000006880")))
        .isEmpty();
    for (String hostile : List.of("../x", "..\\x", "a\nb")) {
      assertThat(operation.checkParameters(Map.of("ReferenceNumber", hostile)))
          .extracting(Violation::message)
          .contains("ReferenceNumber must not have / or \\ in it");
    }
  }

  @Test
  void parametersAreCheckedLikeFields() {
    Operation operation = CONTRACTS.operation("cbm", "inquire-partner-facility");
    assertThat(
            operation.checkParameters(
                Map.of("AnchorCode", "A1", "partner_code", "P1", "facility_code", "DF")))
        .isEmpty();
    assertThat(
            operation.checkParameters(
                Map.of("AnchorCode", "A12345678", "facility_code", "XX", "page", "1")))
        .extracting(Violation::message)
        .containsExactly(
            "AnchorCode 'A12345678' is longer than 8 characters",
            "partner_code is required",
            "facility_code 'XX' is not one of AP, AR, DF, VF, ARK, ARP",
            "page is not a parameter of this operation");
    assertThat(
            CONTRACTS
                .operation("cbm", "inquire-facility")
                .checkParameters(Map.of("AnchorCode", "A", "facility_account", "0206010088463091")))
        .extracting(Violation::message)
        .containsExactly("facility_account '************3091' is longer than 15 characters");
  }

  @Test
  void anUnknownOperationIsAProgrammingError() {
    assertThatThrownBy(() -> CONTRACTS.operation("cbm", "fly"))
        .hasMessage("cbm has no operation fly");
  }
}
