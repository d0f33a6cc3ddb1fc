package dev.briapi.bridge.bank.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLContext;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkus.tls.TlsConfigurationRegistry;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactoryBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import dev.briapi.bridge.bank.AnswerTooLargeException;
import dev.briapi.bridge.platform.BankSettings;

/**
 * How the HTTP component reaches the bank: one bounded pool, strict timeouts, TLS by setting,
 * nothing re-sent.
 */
@Dependent
public class BankConnections {
  private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

  /**
   * One pool for all endpoints. A connection is tested before money is sent down it: one that the
   * bank has closed would make an unknown outcome of what can still be known as not sent.
   */
  @Produces
  @Singleton
  @Named("bankConnections")
  HttpClientConnectionManager connections(BankSettings settings, TlsConfigurationRegistry tls)
      throws Exception {
    SSLContext context =
        tls.get("briapi").isPresent()
            ? tls.get("briapi").get().createSSLContext()
            : SSLContexts.createSystemDefault();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setSSLSocketFactory(
            SSLConnectionSocketFactoryBuilder.create().setSslContext(context).build())
        .setMaxConnTotal(settings.maxConnections())
        .setMaxConnPerRoute(settings.maxConnections())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setSocketTimeout(Timeout.of(settings.readTimeout()))
                .setTimeToLive(TimeValue.ofMinutes(5))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .setDefaultSocketConfig(
            SocketConfig.custom()
                .setSoTimeout(Timeout.of(settings.readTimeout()))
                .setTcpNoDelay(true)
                .build())
        .build();
  }

  /**
   * Timeouts of the client, and answers that are bounded in size and in time even when they drip.
   */
  @Produces
  @Singleton
  @Named("bankClient")
  HttpClientConfigurer client(BankSettings settings) {
    long patience = settings.readTimeout().toNanos();
    return builder ->
        builder
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(settings.readTimeout()))
                    .setResponseTimeout(Timeout.of(settings.readTimeout()))
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .addExecInterceptorFirst(
                "bounded-answer",
                (request, scope, chain) -> {
                  long deadline = System.nanoTime() + patience;
                  ClassicHttpResponse response = chain.proceed(request, scope);
                  try {
                    bound(response, deadline);
                    return response;
                  } catch (IOException e) {
                    scope.execRuntime.discardEndpoint();
                    throw e;
                  }
                });
  }

  /** A client for answers that are read as they come: bounded all the same, but not kept. */
  @Produces
  @Singleton
  @Named("reportClient")
  HttpClientConfigurer reports(BankSettings settings) {
    return builder ->
        builder
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(settings.readTimeout()))
                    .setResponseTimeout(Timeout.of(settings.readTimeout()))
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .addExecInterceptorFirst(
                "bounded-stream",
                (request, scope, chain) -> {
                  ClassicHttpResponse response = chain.proceed(request, scope);
                  if (response.getEntity() != null) {
                    response.setEntity(new BoundedEntity(response.getEntity()));
                  }
                  return response;
                });
  }

  private static void bound(ClassicHttpResponse response, long deadline) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8_192];
    try (InputStream in = entity.getContent()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
        if (bytes.size() > LARGEST_ANSWER) {
          throw new AnswerTooLargeException(LARGEST_ANSWER);
        }
        if (System.nanoTime() - deadline > 0) {
          throw new SocketTimeoutException("the answer was not complete in time");
        }
      }
    }
    response.setEntity(
        // a type that nobody knows is no reason to forget what the bank has said
        new ByteArrayEntity(
            bytes.toByteArray(), ContentType.parseLenient(entity.getContentType())));
  }
}
