package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.aws2.s3.AWS2S3Operations;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * Files in a bucket. An object is whole or not there, and its tag names its content, so what is
 * fetched or copied is what was seen.
 */
@Singleton
@Typed(S3Files.class)
class S3Files implements RemoteFiles {
  private static final String ROUTE = "direct:use-bucket";

  private final ProducerTemplate routes;
  private final String bucket;
  private final String prefix;

  @Inject
  S3Files(ProducerTemplate routes, BridgeSettings settings) {
    this.routes = routes;
    this.bucket = settings.drop().s3().bucket().orElseThrow();
    this.prefix = settings.drop().s3().prefix().map(S3Files::folder).orElse("");
  }

  private static String folder(String prefix) {
    String plain = prefix.strip().replaceAll("^/+|/+$", "");
    return plain.isEmpty() ? "" : plain + "/";
  }

  /** For people. */
  private String address() {
    return "s3://" + bucket + "/" + prefix;
  }

  @Override
  public void prepare(List<String> folders) {
    // a bucket has none
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    String start = prefix + folder + "/";
    String last = start;
    for (List<?> page = page(start, last); !page.isEmpty(); page = page(start, last)) {
      for (Object one : page) {
        S3Object object = (S3Object) one;
        last = object.key();
        if (!last.endsWith("/")) {
          files.add(
              new RemoteFile(
                  last.substring(prefix.length()),
                  object.size(),
                  object.lastModified(),
                  plain(object.eTag())));
        }
      }
    }
    return files;
  }

  /** At most a thousand of them, after that key; what has another slash is in another folder. */
  private List<?> page(String start, String after) throws IOException {
    return (List<?>)
        answer(
                AWS2S3Operations.listObjects,
                ListObjectsRequest.builder()
                    .bucket(bucket)
                    .prefix(start)
                    .delimiter("/")
                    .marker(after)
                    // XML has no way of writing every key
                    .encodingType(EncodingType.URL)
                    .build(),
                null)
            .getMessage()
            .getBody();
  }

  @Override
  public Optional<RemoteFile> find(String path) throws IOException {
    try {
      HeadObjectResponse head =
          answer(AWS2S3Operations.headObject, null, path)
              .getMessage()
              .getBody(HeadObjectResponse.class);
      return Optional.of(
          new RemoteFile(path, head.contentLength(), head.lastModified(), plain(head.eTag())));
    } catch (IOException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void get(RemoteFile file, Path target) throws IOException {
    Exchange answer =
        answer(
            AWS2S3Operations.getObject,
            GetObjectRequest.builder()
                .bucket(bucket)
                .key(prefix + file.path())
                .ifMatch(file.tag())
                .build(),
            null);
    try (InputStream content = answer.getMessage().getBody(InputStream.class)) {
      Files.copy(content, target);
    } catch (SdkException e) {
      throw new IOException(address() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void put(Path source, String path) throws IOException {
    answer(null, source.toFile(), path);
  }

  @Override
  public void move(RemoteFile file, String path) throws IOException {
    answer(
        AWS2S3Operations.copyObject,
        CopyObjectRequest.builder()
            .sourceBucket(bucket)
            .sourceKey(prefix + file.path())
            .copySourceIfMatch(file.tag())
            .destinationBucket(bucket)
            .destinationKey(prefix + path)
            .build(),
        null);
    delete(file);
  }

  @Override
  public void delete(RemoteFile file) throws IOException {
    answer(
        AWS2S3Operations.deleteObject,
        DeleteObjectRequest.builder().bucket(bucket).key(prefix + file.path()).build(),
        null);
  }

  private Exchange answer(AWS2S3Operations operation, Object body, String path) throws IOException {
    Exchange exchange =
        routes.send(
            ROUTE,
            request -> {
              request.getMessage().setBody(body);
              request.getMessage().setHeader(AWS2S3Constants.S3_OPERATION, operation);
              request.getMessage().setHeader(AWS2S3Constants.KEY, prefix + path);
            });
    Exception failure = exchange.getException();
    if (failure != null) {
      throw new IOException(address() + ": " + failure.getMessage(), failure);
    }
    return exchange;
  }

  /** Lists and answers about one object do not agree on the quotes everywhere. */
  private static String plain(String tag) {
    return tag.replace("\"", "");
  }
}
