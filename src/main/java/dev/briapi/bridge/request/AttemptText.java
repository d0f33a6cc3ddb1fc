package dev.briapi.bridge.request;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.bank.contract.Operation;

/**
 * What people may read of an attempt: method, path and bodies, shortened, with account numbers and
 * tokens masked.
 */
@Singleton
public class AttemptText {
  private static final int LONGEST = 8_192;

  private final Masking masking;

  @Inject
  AttemptText(Masking masking) {
    this.masking = masking;
  }

  /** What was sent. */
  String request(Operation operation, BankCall call) {
    String line = operation.method() + " " + operation.uri(call.parameters()).pathAndQuery();
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
