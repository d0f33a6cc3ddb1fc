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
  private final Contracts contracts = new Contracts();

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
    assertThat(contracts.match(method, path, names))
        .get()
        .extracting(Operation::id)
        .isEqualTo(operation);
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
    assertThat(contracts.match(method, path, List.of())).isEmpty();
  }

  @Test
  void thePathParametersOfACallAreDecoded() {
    Operation operation = contracts.operation("cbm", "inquire-invoice");
    assertThat(operation.pathParameters("/v1/apicbm/invoices/DF%2F1%20%C3%A9+x"))
        .isEqualTo(Map.of("ReferenceNumber", "DF/1 é+x"));
  }

  @Test
  void whatIsNotUnreservedIsEncodedInPathAndQuery() {
    assertThat(
            contracts
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
        contracts.operation("cbm", "inquire-invoice").uri(Map.of("ReferenceNumber", "DF/1 x:😀"));
    assertThat(uri.path()).isEqualTo("/v1/apicbm/invoices/DF%2F1%20x:%F0%9F%98%80");
    assertThat(uri.query()).isEmpty();
    assertThat(uri.pathAndQuery()).isEqualTo(uri.path());
  }

  @Test
  void anOperationWithoutParametersHasThePathOfItsContract() {
    assertThat(contracts.operation("cbm", "create-invoice").uri(Map.of()).pathAndQuery())
        .isEqualTo("/v1/apicbm/invoices/insert");
    assertThat(
            contracts
                .operation("cbm", "inquire-facility")
                .uri(
                    "/v2/facilities/{AnchorCode}",
                    Map.of("AnchorCode", "A", "facility_account", "1"))
                .pathAndQuery())
        .isEqualTo("/v2/facilities/A?facility_account=1");
  }

  @Test
  void aValueThatWouldMakeAnotherPathIsAnError() {
    Operation operation = contracts.operation("cbm", "inquire-invoice");
    for (String value : List.of("..", ".", "")) {
      assertThatThrownBy(() -> operation.uri(Map.of("ReferenceNumber", value)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> operation.uri(Map.of())).hasMessage("ReferenceNumber is missing");
    assertThatThrownBy(
            () -> contracts.operation("cbm", "inquire-facility").uri(Map.of("AnchorCode", "A")))
        .hasMessage("facility_account is missing");
  }

  @Test
  void parametersAreCheckedLikeFields() {
    Operation operation = contracts.operation("cbm", "inquire-partner-facility");
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
            "page '1' is not a parameter of this operation");
    assertThat(
            contracts
                .operation("cbm", "inquire-facility")
                .checkParameters(Map.of("AnchorCode", "A", "facility_account", "0206010088463091")))
        .extracting(Violation::message)
        .containsExactly("facility_account '************3091' is longer than 15 characters");
  }

  @Test
  void anUnknownOperationIsAProgrammingError() {
    assertThatThrownBy(() -> contracts.operation("cbm", "fly"))
        .hasMessage("cbm has no operation fly");
  }
}
