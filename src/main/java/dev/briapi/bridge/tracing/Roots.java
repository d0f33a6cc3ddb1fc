package dev.briapi.bridge.tracing;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * Says which traces begin. A statement of its own begins none: timers ask the database many times a
 * second whether there is anything to do, and nobody wants a trace of each time that there was not.
 */
final class Roots implements Sampler {
  private final Sampler share;

  Roots(double share) {
    this.share = Sampler.traceIdRatioBased(share);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return kind == SpanKind.CLIENT
        ? SamplingResult.drop()
        : share.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "no statements of their own, " + share.getDescription();
  }
}
