package dev.briapi.bridge.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.invoice.file.Attachments;
import dev.briapi.bridge.invoice.file.RefusedAttachment;
import dev.briapi.bridge.request.Canonical;
import dev.briapi.bridge.request.Registration;
import dev.briapi.bridge.request.Wanted;

/**
 * Holds a request against its contract before anything is sent, and says all that is wrong at once.
 * What is wrong leaves a row without content in the ledger, so that its caller can be helped.
 */
@Named("requestCheck")
@Singleton
public class RequestCheck {
  private static final int MOST_ERRORS = 100;
  private static final int LONGEST_MESSAGE = 500;
  private static final String BODY = "body";

  /** A body that was read: its text as it will be sent, and what it says. */
  private record Content(String text, JsonNode body, String attachment) {
    private static final Content NONE = new Content(null, null, null);
  }

  private final Registration registration;

  @Inject
  RequestCheck(Registration registration) {
    this.registration = registration;
  }

  /**
   * What the caller wants, ready to be registered.
   *
   * @throws ProblemException with everything that is wrong
   */
  public Wanted check(Incoming incoming) {
    Target target = incoming.target();
    Operation operation = target.operation();
    List<Violation> errors = new ArrayList<>();
    target.errors().forEach(wrong -> errors.add(wrong(wrong.field(), wrong.message())));
    errors.addAll(operation.checkParameters(target.parameters()));
    Content content;
    try (HeldBody body = incoming.body()) {
      content = content(operation, body.bytes(), errors);
    }
    if (!errors.isEmpty()) {
      throw invalid(target, errors);
    }
    return new Wanted(
        target.caller(),
        operation,
        target.parameters(),
        content.text(),
        content.attachment(),
        Canonical.sha256(operation, target.parameters(), content.body(), content.attachment()),
        content.body() == null ? null : operation.naturalKey(content.body()).orElse(null),
        target.idempotencyKey());
  }

  private Content content(Operation operation, byte[] bytes, List<Violation> errors) {
    if (!operation.hasBody()) {
      if (bytes.length > 0) {
        errors.add(wrong(BODY, "is not taken by this operation"));
      }
      return Content.NONE;
    }
    try {
      byte[] clean = clean(bytes, operation.mediaType());
      JsonNode body = operation.read(clean);
      errors.addAll(operation.check(body));
      return errors.isEmpty() ? content(operation, clean, body, errors) : Content.NONE;
    } catch (IOException e) {
      errors.add(wrong(BODY, "cannot be read: " + reason(e)));
      return Content.NONE;
    }
  }

  private Content content(Operation operation, byte[] clean, JsonNode body, List<Violation> errors)
      throws IOException {
    String field = operation.attachmentField().filter(body::hasNonNull).orElse(null);
    if (field == null) {
      return new Content(new String(clean, StandardCharsets.UTF_8), body, null);
    }
    try {
      CutBody cut = CutBody.of(body, field);
      // what else may be attached elsewhere, the documents do not say
      if (operation.product().equals("cbm")) {
        Attachments.check(field, cut.content());
      }
      String hash = registration.attach(field, cut.content());
      return new Content(cut.text(), body, hash);
    } catch (IllegalArgumentException e) {
      errors.add(wrong(field, "is not Base64"));
    } catch (RefusedAttachment e) {
      errors.add(wrong(field, e.getMessage()));
    }
    return Content.NONE;
  }

  /** The bytes as they will be sent: a caller's numbers and order of fields stay as they are. */
  private static byte[] clean(byte[] bytes, String mediaType) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
    if (text.indexOf('\0') >= 0) {
      throw new IOException("it has a character that is not text");
    }
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (mediaType.equals("text/plain")) {
      String line = unmarked.stripTrailing();
      if (line.chars().anyMatch(Character::isISOControl)) {
        throw new IOException("it has a character that is not text");
      }
      return line.getBytes(StandardCharsets.UTF_8);
    }
    return SnapSignature.minify(unmarked.getBytes(StandardCharsets.UTF_8));
  }

  /** The first line of what the parser says, without the place in our code and the content. */
  private static String reason(IOException e) {
    if (e instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException) {
      return "it goes on after its end";
    }
    String words =
        e instanceof com.fasterxml.jackson.core.JsonProcessingException json
            ? json.getOriginalMessage()
            : e.getMessage();
    String line = words == null ? "it is not valid" : words.lines().findFirst().orElse("");
    String clean = line.replaceAll("\\p{Cc}", " ");
    return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
  }

  private static Violation wrong(String field, String rule) {
    return new Violation(field, null, rule);
  }

  private static FieldError error(Violation wrong) {
    return new FieldError(
        wrong.field(),
        wrong.value() == null ? wrong.rule() : "'" + wrong.value() + "' " + wrong.rule());
  }

  /** The caller is told the values that it sent; the ledger keeps none of them. */
  private ProblemException invalid(Target target, List<Violation> errors) {
    List<Violation> first = errors.size() > MOST_ERRORS ? errors.subList(0, MOST_ERRORS) : errors;
    List<FieldError> told = first.stream().map(RequestCheck::error).toList();
    String message =
        first.stream()
            .map(wrong -> wrong.field() + " " + wrong.rule())
            .collect(Collectors.joining("; "));
    UUID id =
        registration.invalid(
            target.caller(),
            target.operation(),
            message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    Problem problem =
        Problem.invalid(told, "The request does not fit the contract; nothing was sent.")
            .ofRequest(id);
    return new ProblemException(
        problem,
        Map.of(
            Reply.REQUEST_ID,
            id.toString(),
            Reply.OUTCOME,
            "invalid",
            Reply.REASON,
            "invalid-request"));
  }
}
