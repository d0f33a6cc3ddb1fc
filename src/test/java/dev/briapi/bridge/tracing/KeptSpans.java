package dev.briapi.bridge.tracing;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;

/** Keeps the spans of a test in which traces are on. */
@Dependent
public class KeptSpans {
  @Produces
  @Singleton
  InMemorySpanExporter kept() {
    return InMemorySpanExporter.create();
  }
}
