package dev.briapi.bridge.tracing;

import java.util.HashMap;
import java.util.Map;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.decorators.DirectSpanDecorator;
import org.apache.camel.telemetry.propagation.CamelHeadersSpanContextPropagationExtractor;

/**
 * Has a route that Java calls go on with the trace of its caller: the exchange is new and knows of
 * none, but the thread does.
 */
public class DirectSpans extends DirectSpanDecorator {
  @Override
  public SpanContextPropagationExtractor getExtractor(Exchange exchange) {
    Map<String, Object> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
    return headers.isEmpty()
        ? super.getExtractor(exchange)
        : new CamelHeadersSpanContextPropagationExtractor(headers);
  }
}
