package dev.briapi.bridge.tracing;

import jakarta.inject.Singleton;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

import dev.briapi.bridge.platform.Trail;

/**
 * Puts the ids of the work on every span of it, and takes out what a span must not say: paths and
 * queries under {@code /bri} and {@code /api} hold account numbers. The route that was matched
 * tells enough.
 */
@Singleton
class SpanMarks implements SpanProcessor {
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    Trail.mark(span);
    // takes the only place that quarkus.otel.span.event.count.limit leaves; nothing else keeps
    // exceptions out
    span.addEvent("begun");
    String path = span.getAttribute(PATH);
    if (path != null) {
      span.setAttribute(PATH, firstPart(path));
    }
    if (span.getAttribute(QUERY) != null) {
      span.setAttribute(QUERY, "***");
    }
  }

  private static String firstPart(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end) + "/***";
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // everything is done at the start
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
