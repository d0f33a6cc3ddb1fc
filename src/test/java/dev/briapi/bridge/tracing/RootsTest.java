package dev.briapi.bridge.tracing;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RootsTest {
  private static SamplingDecision decision(double share, SpanKind kind) {
    return new Roots(share)
        .shouldSample(
            Context.root(),
            "0af7651916cd43dd8448eb211c80319c",
            "some",
            kind,
            Attributes.empty(),
            List.of())
        .getDecision();
  }

  @Test
  void aRequestOrALineBeginsATrace() {
    assertThat(decision(1, SpanKind.SERVER)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    assertThat(decision(1, SpanKind.INTERNAL)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Test
  void aStatementBeginsNone() {
    assertThat(decision(1, SpanKind.CLIENT)).isEqualTo(SamplingDecision.DROP);
  }

  @Test
  void onlyTheShareThatIsWantedIsKept() {
    assertThat(decision(0, SpanKind.SERVER)).isEqualTo(SamplingDecision.DROP);
  }
}
