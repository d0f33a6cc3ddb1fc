package dev.briapi.bridge.sandbox.cbm;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** The thirteen operations, B to N of the document, and their paths (rulings 4 and 27). */
enum CbmOperation {
  INQUIRE_INVOICE("inquire-invoice", "GET", "/v1/apicbm/invoices/"),
  INQUIRE_INVOICE_BY_NUMBER(
      "inquire-invoice-by-number", "GET", "/v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber"),
  CREATE_INVOICE("create-invoice", "POST", "/v1/apicbm/invoices/insert"),
  CANCEL_INVOICE("cancel-invoice", "POST", "/v1/apicbm/invoices/cancel"),
  PAY_INVOICE("pay-invoice", "POST", "/v1/apicbm/invoices/payment"),
  LIST_FACILITIES("list-facilities", "GET", "/v1/apicbm/facilities/"),
  INQUIRE_FACILITY("inquire-facility", "GET", "/v1/apicbm/facilities/"),
  LIST_PARTNERS("list-partners", "GET", "/v1/apicbm/partners/"),
  INQUIRE_PARTNER("inquire-partner", "GET", "/v1/apicbm/partners/"),
  INQUIRE_PARTNER_FACILITY("inquire-partner-facility", "GET", "/v1/apicbm/partners/"),
  PAY_FACILITY("pay-facility", "POST", "/v1/apicbm/invoices/facility_payment"),
  INSTAPAY("instapay", "POST", "/v1/apicbm/invoices/insta_payment"),
  REQUEST_SETTLEMENT("request-settlement", "POST", "/v1/apicbm/settlement/request");

  private static final Map<String, CbmOperation> POSTS =
      Arrays.stream(values())
          .filter(operation -> operation.method.equals("POST"))
          .collect(Collectors.toMap(operation -> operation.path, Function.identity()));

  private final String id;
  private final String method;
  private final String path;

  CbmOperation(String id, String method, String path) {
    this.id = id;
    this.method = method;
    this.path = path;
  }

  String id() {
    return id;
  }

  /** Whether the request carries its fields in a body. */
  boolean hasBody() {
    return method.equals("POST");
  }

  /** The list of partners alone answers 400 where all others answer 403. */
  int forbidden() {
    return this == LIST_PARTNERS ? 400 : 403;
  }

  /** The last segment of the request's path, still encoded. */
  String parameter(SandboxRequest request) {
    return request.path().substring(path.length());
  }

  static Optional<CbmOperation> of(SandboxRequest request) {
    if (request.method().equals("POST")) {
      return Optional.ofNullable(POSTS.get(request.path()));
    }
    if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    if (request.path().equals(INQUIRE_INVOICE_BY_NUMBER.path)) {
      return Optional.of(INQUIRE_INVOICE_BY_NUMBER);
    }
    Map<String, String> query = request.query();
    if (LIST_FACILITIES.leads(request)) {
      return Optional.of(
          query.containsKey("facility_account") ? INQUIRE_FACILITY : LIST_FACILITIES);
    }
    if (LIST_PARTNERS.leads(request)) {
      if (query.containsKey("facility_code")) {
        return Optional.of(INQUIRE_PARTNER_FACILITY);
      }
      return Optional.of(query.containsKey("partner_code") ? INQUIRE_PARTNER : LIST_PARTNERS);
    }
    return INQUIRE_INVOICE.leads(request) ? Optional.of(INQUIRE_INVOICE) : Optional.empty();
  }

  private boolean leads(SandboxRequest request) {
    String whole = request.path();
    return whole.startsWith(path)
        && whole.length() > path.length()
        && whole.indexOf('/', path.length()) < 0;
  }
}
