package dev.briapi.bridge.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import dev.briapi.bridge.TestEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The front door, as back offices use it. */
final class FrontDoor {
  static final String ERP = "erp";
  static final String OTHER = "other";
  static final String TREASURY = "treasury";
  static final String CREATE = "/v1/apicbm/invoices/insert";
  static final String CANCEL = "/v1/apicbm/invoices/cancel";
  static final String BY_REFERENCE = "/v1/apicbm/invoices/";

  private FrontDoor() {}

  /** Two callers of CBM without any role, and one that has other products only. */
  static void callers(Map<String, String> settings) {
    caller(settings, ERP, "cbm");
    caller(settings, OTHER, "cbm,valas");
    caller(settings, TREASURY, "valas,snap");
  }

  private static void caller(Map<String, String> settings, String name, String products) {
    settings.put("bridge.callers." + name + ".key-sha256", TestEnvironment.sha256(name + "-key"));
    settings.put("bridge.callers." + name + ".products", products);
  }

  static RequestSpecification as(String caller) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", TestEnvironment.bearer(caller));
  }

  static Response create(String body) {
    return post(CREATE, body);
  }

  static Response post(String path, String body) {
    return as(ERP).contentType(ContentType.JSON).body(body).post("/bri" + path);
  }

  static Response get(String path) {
    return as(ERP).get("/bri" + path);
  }

  /** A good body of create-invoice; fields that are empty in a file are not there. */
  static String invoice(String number, String amount) {
    return """
        {"AnchorCode": "BRIAPI01", "PartnerCode": "BRIAPI02", "InvoiceType": "AR", "InvoiceDate": "2026-11-20",
         "InvoiceNumber": "%s", "Currency": "IDR", "Amount": %s, "DisbursementDate": "2026-11-23",
         "Description": "Invoice pembelian barang", "PaymentMethod": "DF"}"""
        .formatted(number, amount);
  }

  static String id(Response response) {
    String id = response.header("Bridge-Request-Id");
    assertThat(id).as(response.asString()).isNotNull();
    return id;
  }

  static Response has(Response response, int status, String outcome) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.header("Bridge-Outcome")).isEqualTo(outcome);
    assertThat(id(response)).hasSize(36);
    return response;
  }

  /** A problem document that tells nothing of our inside. */
  static Response problem(Response response, int status) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.asString()).doesNotContain("Exception", "\tat ", "dev.briapi");
    assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(response.jsonPath().getString("detail")).isNotBlank();
    return response;
  }

  /** One call of many. */
  interface Call {
    Response make(int number);
  }

  /** Makes calls by as many threads, fifty at most. */
  static List<Response> atOnce(int count, Call call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, 50));
    try {
      List<Future<Response>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        calls.add(threads.submit(() -> call.make(number)));
      }
      List<Response> answers = new ArrayList<>();
      for (Future<Response> one : calls) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
