package dev.briapi.bridge.sandbox.server;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One operation of BRI that the sandbox plays.
 *
 * @param product such as {@code cbm}
 * @param id such as {@code create-invoice}
 * @param check what BRI refuses before it looks at the content: token, signature, headers
 * @param wish the outcome that the data of the request asks for, for people who try it by hand
 * @param process does the work and answers
 * @param refusal the body of a refusal with this code and message, in the product's shape
 */
public record BankOperation(
    String product,
    String id,
    Function<SandboxRequest, Optional<Answer>> check,
    Function<SandboxRequest, Optional<Fault>> wish,
    Function<SandboxRequest, Answer> process,
    BiFunction<String, String, Object> refusal) {
  /** Whether it gives tokens: a fault for "everything" leaves it alone. */
  boolean token() {
    return id.endsWith("token");
  }
}
