package dev.briapi.bridge.request;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.platform.Products;

/**
 * What people may read of an attempt: method, path and bodies, shortened, with account numbers and
 * tokens masked.
 */
@Singleton
public class AttemptText {
  private static final int LONGEST = 8_192;

  private final Masking masking;
  private final Products products;

  @Inject
  AttemptText(Masking masking, Products products) {
    this.masking = masking;
    this.products = products;
  }

  /** What was sent. */
  String request(Operation operation, BankCall call) {
    String path =
        products
            .settings(operation.product())
            .paths()
            .getOrDefault(operation.id(), operation.pathTemplate());
    String line =
        operation.method()
            + " "
            + masking.mask(operation.uri(path, call.parameters()).pathAndQuery());
    return call.body() == null ? line : line + "\n" + shortened(masking.mask(call.body()));
  }

  /** What was answered, or why nothing was. */
  String response(Answer answer) {
    return answer.body().length == 0
        ? answer.verdict().message()
        : shortened(
            masking.mask(
                new String(
                    answer.body(),
                    0,
                    Math.min(answer.body().length, LONGEST * 4),
                    StandardCharsets.UTF_8)));
  }

  private static String shortened(String text) {
    // PostgreSQL's text cannot hold NUL
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= LONGEST
        ? clean
        : clean.substring(0, LONGEST) + "… (" + clean.length() + " characters)";
  }
}
