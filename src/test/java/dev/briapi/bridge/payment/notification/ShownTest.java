package dev.briapi.bridge.payment.notification;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a log would show of an exchange with BRI. */
class ShownTest {
  @Test
  void neitherATokenNorASignatureIsShown() {
    Inbound request =
        new Inbound(
            Service.PAYMENT,
            "/snap/v1.0/transfer-va/notify-payment-intrabank",
            "Bearer token-7f",
            "client-7f",
            "2026-11-21T10:00:00+07:00",
            "signature-7f",
            "123456789012",
            "application/json",
            "body-7f".getBytes(StandardCharsets.UTF_8));
    assertThat(request.toString()).contains("notify-payment-intrabank").doesNotContain("7f");
    assertThat(new Reply(200, "{\"accessToken\":\"token-7f\"}").toString())
        .contains("200")
        .doesNotContain("7f");
  }
}
