package dev.briapi.bridge.inbox;

import java.time.Duration;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * The client with which routes reach the bucket. It is made when the first of them asks for it, and
 * it alone knows the keys: an endpoint's URI is shown in logs.
 */
@Dependent
class Bucket {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(60);

  @Produces
  @Singleton
  @Named("s3Client")
  S3Client client(BridgeSettings settings) {
    BridgeSettings.DropS3 s3 = settings.drop().s3();
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ))
            .region(Region.of(s3.region().orElseThrow()))
            .forcePathStyle(s3.pathStyle());
    s3.endpoint()
        .ifPresent(
            endpoint ->
                client
                    .endpointOverride(endpoint)
                    // other makers' stores know neither trailing checksums nor signed chunks
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .serviceConfiguration(own -> own.chunkedEncodingEnabled(false)));
    s3.accessKey()
        .ifPresent(
            key ->
                client.credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key, s3.secretKey().orElseThrow()))));
    return client.build();
  }

  void close(@Disposes @Named("s3Client") S3Client client) {
    client.close();
  }
}
