package dev.briapi.bridge.payment.notification;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnapTimeTest {
  @Test
  void a_time_of_a_header_has_any_fraction_and_any_offset() {
    for (String text :
        List.of(
            "2026-11-21T10:00:00+07:00",
            "2026-11-21T10:00:00.000+07:00",
            "2026-11-21T03:00:00Z",
            "2026-11-21T03:00:00.000000Z",
            "2026-11-20T23:30:00.0-0330",
            "2026-11-21T10:00:00+07")) {
      assertThat(SnapTime.withOffset(text))
          .as(text)
          .hasValueSatisfying(
              time ->
                  assertThat(time.toInstant()).isEqualTo(Instant.parse("2026-11-21T03:00:00Z")));
    }
  }

  @Test
  void a_time_without_an_offset_is_wib_in_a_field_and_nothing_in_a_header() {
    assertThat(SnapTime.inIndonesia("2026-11-21T10:00:00"))
        .hasValueSatisfying(
            time -> assertThat(time.toInstant()).isEqualTo(Instant.parse("2026-11-21T03:00:00Z")));
    assertThat(SnapTime.withOffset("2026-11-21T10:00:00")).isEmpty();
  }

  @Test
  void what_is_no_time_or_cannot_be_stored_is_nothing() {
    for (String text :
        List.of(
            "",
            "now",
            "2026-11-21",
            "2026-02-30T10:00:00Z",
            "2026-11-21 10:00:00Z",
            "+999999999-01-01T00:00:00Z",
            "1999-12-31T00:00:00Z",
            "2026-11-21T10:00:00+25:00",
            "2026-11-21T10:00:00Z".repeat(3))) {
      assertThat(SnapTime.withOffset(text)).as(text).isEmpty();
      assertThat(SnapTime.inIndonesia(text)).as(text).isEmpty();
    }
  }
}
