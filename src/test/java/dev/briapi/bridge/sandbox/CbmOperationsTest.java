package dev.briapi.bridge.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CbmOperationsTest {
  private final TestBank bank = new TestBank();

  @AfterEach
  void close() {
    bank.close();
  }

  @Test
  void anInvoiceIsCreatedOnceAndFoundByBothItsNumbers() throws Exception {
    TestBank.Reply created = bank.create("DF/1/2034 l+a");
    String reference = created.reference();
    TestBank.Reply byReference = bank.get("/v1/apicbm/invoices/" + reference);
    TestBank.Reply byNumber =
        bank.get(
            "/v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber?invoice_number=DF%2F1%2F2034%20l%2Ba"
                + "&anchor_code=BRIAPI01&partner_code=BRIAPI02");

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.desc()).isEqualTo("Create Invoices successful.");
    assertThat(created.data().path("Message").asText())
        .isEqualTo("Invoice Number DF/1/2034 l+a successful created");
    assertThat(reference).matches("DF\\d{16}");
    assertThat(names(byReference.data()))
        .containsExactly(
            "ReferenceNumber",
            "InvoiceType",
            "InvoiceFrom",
            "InvoiceTo",
            "InvoiceNumber",
            "InvoiceDate",
            "Currency",
            "Amount",
            "PaymentMethod",
            "Description",
            "DisbursementDate",
            "DisbursementCompleteDate",
            "SettlementDate",
            "SettlementCompleteDate",
            "CreateDate",
            "StatusCode",
            "StatusDesc");
    assertThat(byReference.data().path("Amount").isTextual()).isTrue();
    assertThat(byReference.data().path("Amount").asText()).isEqualTo("1000.00");
    assertThat(byReference.data().path("InvoiceFrom").asText()).isEqualTo("BRIAPI 01");
    assertThat(byReference.data().path("CreateDate").asText()).isEqualTo("2026-11-20 09:00:00");
    assertThat(byReference.data().path("StatusCode").asText()).isEqualTo("10");
    assertThat(byNumber.data()).isEqualTo(byReference.data());

    TestBank.Reply again = bank.create("DF/1/2034 l+a");
    assertRefused(
        again, "03", "Action cannot be processed. invoice number DF/1/2034 l+a already exist");
    assertThat(again.json().get("responseData").isNull()).isTrue();
    assertThat(bank.sandbox.cbm().invoices().size()).isEqualTo(1);
  }

  @Test
  void theSameNumberIsFreeForAnotherPartner() throws Exception {
    bank.create("SHARED-1");
    ObjectNode other = bank.invoice("SHARED-1").put("PartnerCode", "BRIAPI03");

    assertThat(bank.post("/v1/apicbm/invoices/insert", other).status()).isEqualTo(200);
  }

  @Test
  void aMoneyAmountIsKeptExactly() throws Exception {
    String body =
        bank.mapper
            .writeValueAsString(bank.invoice("EXACT-1"))
            .replace("\"Amount\":1000", "\"Amount\":123456789012345.67");
    String reference = bank.post("/v1/apicbm/invoices/insert", body).reference();

    assertThat(bank.get("/v1/apicbm/invoices/" + reference).data().path("Amount").asText())
        .isEqualTo("123456789012345.67");
  }

  @Test
  void aFieldThatIsWrongIsNamed() throws Exception {
    assertField(bank.invoice("F-1").put("Amount", "1000"), "Amount must be numeric");
    assertField(bank.invoice("F-1").put("Amount", 0), "Amount must be greater than 0");
    assertField(bank.invoice("F-1").without("AnchorCode"), "AnchorCode is required");
    assertField(
        bank.invoice("F-1").put("InvoiceDate", "2026-02-30"),
        "InvoiceDate must be in format yyyy-MM-dd");
    assertField(
        bank.invoice("1234567890123456789012345678901"), "InvoiceNumber maximum length is 30");
    assertField(bank.invoice("F-1").put("PaymentMethod", "XX"), "PaymentMethod is not valid");
    assertField(bank.invoice("F-1").put("PaymentMethod", "AR"), "SettlementDate is required");
    assertField(
        bank.invoice("F-1").put("PaymentMethod", "VF").put("SettlementDate", "2026-12-01"),
        "SharingDate is required");
    assertField(
        bank.invoice("F-1").put("PaymentMethod", "AP").put("PartnerCode", "BRIAPI01"),
        "BeneficiaryAccount is required");
    assertField(
        bank.invoice("F-1").put("Attachment", "no base64!"),
        "Attachment must be encoded in base64");
    assertField(
        bank.invoice("F-1").put("Attachment", "R0lGODlh"), "Attachment only accepts pdf or zip");
    assertField(
        bank.invoice("F-1").put("Attachment", zip("letter.docx")),
        "Attachment zip only accepts pdf");
    assertRefused(
        bank.post("/v1/apicbm/invoices/insert", "{\"AnchorCode\":\"A\"} trailing"),
        "01",
        "Invalid data request. The body is not a JSON object");
    assertThat(bank.sandbox.cbm().invoices().size()).isZero();
  }

  private void assertField(JsonNode invoice, String desc) throws Exception {
    assertRefused(
        bank.post("/v1/apicbm/invoices/insert", invoice), "01", "Invalid data request. " + desc);
  }

  @Test
  void whatTheContractRefusesTheSandboxRefusesToo() throws Exception {
    assertThat(
            bank.post("/v1/apicbm/invoices/insert", bank.invoice("K-1").put("Amount", 0.123))
                .code())
        .isEqualTo("01");
    assertThat(bank.post("/v1/apicbm/invoices/insert", bank.invoice("K-1").put("Typo", "x")).code())
        .isEqualTo("01");
    assertThat(bank.post("/v1/apicbm/invoices/cancel", Map.of("InvoiceNumber", "K-1")).code())
        .isEqualTo("01");
  }

  @Test
  void theDocumentsOwnSamplesAndAZipOfPdfsAreAccepted() throws Exception {
    ObjectNode own =
        bank.invoice("AP/2023/10/01/001")
            .put("PartnerCode", "BRIAPI01")
            .put("InvoiceType", "AP")
            .put("PaymentMethod", "AP")
            .put("BeneficiaryAccount", "020601123456500");

    assertThat(bank.post("/v1/apicbm/invoices/insert", own).status()).isEqualTo(200);
    ObjectNode zipped = bank.invoice("ZIP-1").put("Attachment", zip("a.pdf"));
    assertThat(bank.post("/v1/apicbm/invoices/insert", zipped).status()).isEqualTo(200);
  }

  private static String zip(String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write("%PDF-1.4".getBytes(StandardCharsets.US_ASCII));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  void anInvoiceIsCanceledOnceAndUntilTheDayBeforeItsDisbursement() throws Exception {
    String reference = bank.create("C-1").reference();
    String late = bank.create("C-2").reference();

    TestBank.Reply canceled = bank.post("/v1/apicbm/invoices/cancel", bank.named(reference, "C-1"));
    assertThat(canceled.desc()).isEqualTo("Invoice Cancelation Success!");
    assertThat(canceled.data().path("Message").asText()).isEqualTo("Invoice Number C-1 canceled");
    assertRefused(
        bank.post("/v1/apicbm/invoices/cancel", bank.named(reference, "C-1")),
        "03",
        "Action cannot be processed. Invoice status is: Canceled - Invoice Canceled");
    assertRefused(
        bank.post("/v1/apicbm/invoices/cancel", bank.named(late, "C-1")),
        "03",
        "Action cannot be processed. ReferenceNumber and InvoiceNumber do not match");
    assertRefused(
        bank.post("/v1/apicbm/invoices/cancel", bank.named("DF0000026000000999", "C-1")),
        "03",
        "Action cannot be processed. Invoice not found");

    bank.clock.set("2026-11-24T17:30:00Z"); // half past midnight of the 25th in Jakarta
    bank.login();
    assertRefused(
        bank.post("/v1/apicbm/invoices/cancel", bank.named(late, "C-2")),
        "04",
        "Action cannot be processed. Proceed time is not allowed.");
  }

  @Test
  void aPaidInvoiceIsNotDisbursedAndACanceledOneIsNotPaid() throws Exception {
    String paid = bank.create("P-1").reference();
    String canceled = bank.create("P-2").reference();
    bank.post("/v1/apicbm/invoices/cancel", bank.named(canceled, "P-2"));

    TestBank.Reply reply = bank.post("/v1/apicbm/invoices/payment", bank.named(paid, "P-1"));
    assertThat(reply.desc()).isEqualTo("Invoice Payment successful.");
    assertThat(reply.data().path("Message").asText()).isEqualTo("Invoice Number P-1 paid");
    assertThat(bank.get("/v1/apicbm/invoices/" + paid).data().path("StatusDesc").asText())
        .isEqualTo("Invoice Paid");
    assertRefused(
        bank.post("/v1/apicbm/invoices/payment", bank.named(canceled, "P-2")),
        "03",
        "Action cannot be processed. invoice payment not allowed, current status is cancel approved");
  }

  @Test
  void aFacilityIsPaidAfterTheDisbursementAndOnce() throws Exception {
    String path = "/v1/apicbm/invoices/facility_payment";
    String reference = bank.create("L-1").reference();
    assertRefused(
        bank.post(path, bank.named(reference, "L-1")),
        "03",
        "Action cannot be processed. facility payment not allowed, current status is create approved");
    bank.admin("POST", "/sandbox/invoices/" + reference + "/status", "{\"status\":\"disbursed\"}");

    TestBank.Reply paid =
        bank.post(
            path,
            Map.of("ReferenceNumber", reference, "InvoiceNumber", "L-1", "Amount", "1000.00"));

    assertThat(paid.desc()).isEqualTo("Facility Payment successful.");
    assertRefused(
        bank.post(path, bank.named(reference, "L-1")),
        "03",
        "Action cannot be processed. facility payment not allowed, current status is facipay approved");
  }

  @Test
  void anInstapaymentMakesAnArkInvoice() throws Exception {
    String path = "/v1/apicbm/invoices/insta_payment";
    String reference = bank.create("M-1").reference();
    ObjectNode body =
        bank.mapper
            .createObjectNode()
            .put("ReferenceNumber", reference)
            .put("InvoiceNumber", "M-1")
            .put("DisbursementDate", "2026-11-19");

    assertRefused(
        bank.post(path, body),
        "01",
        "Invalid data request. DisbursementDate must greater or equal than today");
    TestBank.Reply done = bank.post(path, body.put("DisbursementDate", "2026-11-20"));
    assertThat(done.reference()).matches("ARK\\d{16}");
    assertThat(done.data().path("Message").asText())
        .isEqualTo("Insta-payment for invoice M-1 has been created");
    assertThat(bank.get("/v1/apicbm/invoices/" + done.reference()).status()).isEqualTo(200);
    assertThat(bank.post(path, body).code()).isEqualTo("03");
  }

  @Test
  void aSettlementIsEnabledAgainWhereItIsOnHold() throws Exception {
    String path = "/v1/apicbm/settlement/request";
    String reference = bank.create("N-1").reference();
    assertThat(bank.post(path, bank.named(reference, "N-1")).code()).isEqualTo("03");
    bank.admin("POST", "/sandbox/invoices/" + reference + "/status", "{\"status\":\"on-hold\"}");

    assertThat(bank.post(path, bank.named(reference, "N-1")).code()).isEqualTo("00");
    assertThat(bank.get("/v1/apicbm/invoices/" + reference).data().path("StatusCode").asText())
        .isEqualTo("30");
  }

  @Test
  void facilitiesAreListedAndTheirBalanceFollowsTheInvoices() throws Exception {
    TestBank.Reply list = bank.get("/v1/apicbm/facilities/BRIAPI01");
    assertThat(names(list.data().get(0)))
        .containsExactly("facilityCode", "facilityCodeDesc", "facilityAccount");
    String account =
        Stream.of(0, 1, 2, 3, 4, 5)
            .map(list.data()::get)
            .filter(one -> one.path("facilityCode").asText().equals("DF"))
            .findFirst()
            .orElseThrow()
            .path("facilityAccount")
            .asText();
    String reference = bank.create("H-1").reference();
    bank.admin("POST", "/sandbox/invoices/" + reference + "/status", "{\"status\":\"disbursed\"}");

    TestBank.Reply balance = bank.get("/v1/apicbm/facilities/BRIAPI01?facility_account=" + account);

    assertThat(names(balance.data()))
        .containsExactly(
            "FacilityCode",
            "FacilityAccount",
            "Facility",
            "AccountName",
            "Plafond",
            "Outstanding",
            "AccountStatus",
            "FacilityDueDate",
            "AvailableAmount",
            "FacilityStatus",
            "FacilityStatusDesc");
    assertThat(balance.data().path("Outstanding").asText()).isEqualTo("1000");
    assertThat(balance.data().path("FacilityDueDate").asText()).isEqualTo("11/20/2027 12:00:00 AM");
    assertThat(bank.get("/v1/apicbm/facilities/UNKNOWN1").code()).isEqualTo("03");
    assertThat(bank.get("/v1/apicbm/facilities/BRIAPI01?facility_account=1").code())
        .isEqualTo("03");
  }

  @Test
  void partnersAndTheirFacilitiesAreAnsweredInTheSpellingOfTheSamples() throws Exception {
    TestBank.Reply list = bank.get("/v1/apicbm/partners/BRIAPI01");
    assertThat(names(list.data().get(0)))
        .containsExactly("PartnerCode", "InitialCode", "PartnerName");

    TestBank.Reply partner = bank.get("/v1/apicbm/partners/BRIAPI01?partner_code=BRIAPI02");
    assertThat(partner.json().path("ResponseCode").asText()).isEqualTo("00");
    assertThat(names(partner.json().path("ResponseData").get(0)))
        .containsExactly("PartnerCode", "PartnerName", "PaymentMethod", "PaymentMethodDesc");

    TestBank.Reply facility =
        bank.get("/v1/apicbm/partners/BRIAPI01?partner_code=BRIAPI02&facility_code=DF");
    assertThat(names(facility.data()))
        .containsExactly(
            "PartnerCode",
            "PartnerName",
            "FacilityCode",
            "AccountNumber",
            "AccountName",
            "AccountStatus",
            "LoanDueDate",
            "Plafon",
            "Outstanding",
            "HoldAmount",
            "AvailableAmount",
            "FacilityStatus",
            "FacilityStatusDesc",
            "LastInvoiceDefault");

    assertThat(bank.get("/v1/apicbm/partners/UNKNOWN1").code()).isEqualTo("03");
    assertThat(bank.get("/v1/apicbm/partners/BRIAPI01?partner_code=UNKNOWN").code())
        .isEqualTo("03");
    assertThat(
            bank.get("/v1/apicbm/partners/BRIAPI01?partner_code=BRIAPI02&facility_code=XX").code())
        .isEqualTo("01");
  }

  @Test
  void anInvoiceThatNobodyCreatedIsNotFound() throws Exception {
    String notFound = "Action cannot be processed. Invoice not found";

    assertRefused(bank.get("/v1/apicbm/invoices/DF0002326000000001"), "03", notFound);
    assertRefused(
        bank.get(
            "/v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber?invoice_number=X"
                + "&anchor_code=BRIAPI01&partner_code=BRIAPI02"),
        "03",
        notFound);
    assertRefused(
        bank.get("/v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber?invoice_number=X"),
        "01",
        "Invalid data request. anchor_code is required");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertRefused(TestBank.Reply reply, String code, String desc) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.desc()).isEqualTo(desc);
  }
}
