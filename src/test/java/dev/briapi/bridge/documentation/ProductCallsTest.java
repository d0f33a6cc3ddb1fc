package dev.briapi.bridge.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.flow.AllProductsEnvironment;
import dev.briapi.bridge.sandbox.Sandbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes every call of the products' pages, in their order. */
@QuarkusTest
@WithTestResource(
    value = AllProductsEnvironment.class,
    scope = TestResourceScope.RESTRICTED_TO_CLASS) // others count what they do themselves
class ProductCallsTest {
  Sandbox sandbox;
  @Inject Contracts contracts;

  @TestHTTPResource("/")
  URI bridge;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> succeeded = new LinkedHashSet<>();

  @ParameterizedTest
  @ValueSource(strings = {"cbm", "briva", "valas", "snap"})
  void everyOperationIsCalledUnderItsHeadingAndAnswersAsThePageSays(String product) {
    Set<String> called = new LinkedHashSet<>();
    String[] heading = new String[1];
    Shell shell =
        new Shell(
            Clock.systemUTC(),
            (call, expected) -> {
              if (!call.url().contains("/sandbox/")) {
                assertThat(operation(call)).hasToString(product + "/" + heading[0]);
                called.add(heading[0]);
              }
              return answer(call, expected, heading[0]);
            });
    Map<String, String> sections = Markdown.page(product + ".md").sections();
    sections.forEach(
        (title, text) -> {
          heading[0] = title;
          Markdown.blocks(text).forEach(shell::run);
        });

    Set<String> all =
        contracts.operations().stream()
            .filter(operation -> operation.product().equals(product))
            .map(Operation::id)
            .collect(Collectors.toSet());
    assertThat(called).isEqualTo(all);
    assertThat(succeeded).isEqualTo(all);
  }

  @Test
  void theCallsOfTheReadmeAndOfTheFrontDoorAnswerAsTheySay() {
    for (Markdown page : List.of(Markdown.readme(), Markdown.page("front-door.md"))) {
      Set<String> called = new LinkedHashSet<>();
      Shell shell =
          new Shell(
              Clock.systemUTC(),
              (call, expected) -> {
                String operation = operation(call).toString();
                called.add(operation);
                return answer(call, expected, operation);
              });
      Markdown.blocks(page.text()).forEach(shell::run);

      assertThat(called).as(page.file().toString()).isNotEmpty().isSubsetOf(succeeded);
    }
  }

  private Operation operation(CurlCall call) {
    URI uri = URI.create(call.url());
    assertThat(uri.getRawPath()).startsWith("/bri/");
    Set<String> query =
        Stream.ofNullable(uri.getRawQuery())
            .flatMap(text -> Arrays.stream(text.split("&")))
            .map(pair -> pair.split("=")[0])
            .collect(Collectors.toSet());
    return contracts
        .match(call.method(), uri.getRawPath().substring("/bri".length()), query)
        .orElseThrow(() -> new AssertionError("BRI has nothing at " + call));
  }

  private String answer(CurlCall call, String expected, String operation) {
    HttpResponse<String> answer = send(call);
    String said =
        Stream.concat(
                Stream.of(Integer.toString(answer.statusCode())),
                Stream.of("Bridge-Outcome", "Bridge-Reason")
                    .flatMap(header -> answer.headers().firstValue(header).stream()))
            .collect(Collectors.joining(" "));
    assertThat(said).as("%s answers %s", call, answer.body()).isEqualTo(expected);
    if (said.endsWith(" succeeded")) {
      succeeded.add(operation);
    }
    return answer.body();
  }

  private HttpResponse<String> send(CurlCall call) {
    String url =
        call.url()
            .replace("http://localhost:8080/", bridge.toString())
            .replace("http://localhost:8090", sandbox.baseUrl());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body()));
    for (String header : call.headers()) {
      String[] parts = header.split(": ", 2);
      request.header(parts[0], parts[1]);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
