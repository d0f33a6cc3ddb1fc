package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.invoice.file.InputLine;

/**
 * Turns a line that was read into one that can be staged: every rule that it breaks at once, or the
 * body that will be sent.
 */
@Singleton
class LineCheck {
  private static final int LONGEST_KEY = 100;
  private static final int LONGEST_MESSAGE = 4_000;

  private final InvoiceContract contract;
  private final AttachmentStore attachments;
  private final ObjectMapper json =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  @Inject
  LineCheck(InvoiceContract contract, AttachmentStore attachments) {
    this.contract = contract;
    this.attachments = attachments;
  }

  /** What is remembered about the attachments of one file. */
  AttachmentStore.Batch attachments(DroppedFile file) {
    return new AttachmentStore.Batch(!file.dryRun());
  }

  StagedLine check(InputLine line, AttachmentStore.Batch batch) throws IOException {
    ObjectNode fields = line.fields();
    Set<String> problems = new LinkedHashSet<>(line.problems());
    String attachmentName = text(fields.remove(contract.attachmentField()));
    AttachmentStore.Result attachment = attachments.take(attachmentName, batch);
    if (line.readable() || !fields.isEmpty()) {
      contract.check(fields).stream()
          .filter(
              violation ->
                  problems.stream()
                      .noneMatch(problem -> problem.startsWith(violation.field() + " ")))
          .forEach(violation -> problems.add(violation.message()));
    }
    if (attachment.problem() != null) {
      problems.add(attachment.problem());
    }
    return problems.isEmpty()
        ? valid(line, fields, attachment.sha256())
        : invalid(line, fields, problems);
  }

  private StagedLine valid(InputLine line, ObjectNode fields, String attachment)
      throws JsonProcessingException {
    List<Violation> warnings = contract.advise(fields);
    return staged(
        line,
        fields,
        json.writeValueAsString(fields),
        attachment,
        null,
        warnings.isEmpty() ? null : messages(warnings));
  }

  private static StagedLine invalid(InputLine line, ObjectNode fields, Set<String> problems) {
    List<String> all = new ArrayList<>(problems);
    String message = shortened(line.where() + ": " + String.join("; ", all), LONGEST_MESSAGE);
    return staged(line, fields, null, null, message, null);
  }

  private static StagedLine staged(
      InputLine line,
      ObjectNode fields,
      String body,
      String attachment,
      String problems,
      String warning) {
    JsonNode amount = fields.get("Amount");
    return new StagedLine(
        line.number(),
        shortened(text(fields.get("AnchorCode")), LONGEST_KEY),
        shortened(text(fields.get("PartnerCode")), LONGEST_KEY),
        shortened(text(fields.get("InvoiceNumber")), LONGEST_KEY),
        amount == null || !amount.isNumber() ? null : bounded(amount.decimalValue()),
        body,
        attachment,
        problems,
        warning);
  }

  /** An absurd number is reported as a problem; it must not also blow up a column or a total. */
  private static BigDecimal bounded(BigDecimal amount) {
    return amount.precision() > 40 || Math.abs(amount.scale()) > 20 ? null : amount;
  }

  private static String messages(List<Violation> violations) {
    return violations.stream().map(Violation::message).collect(Collectors.joining("; "));
  }

  private static String text(JsonNode value) {
    return value == null || value.isNull() ? null : value.asText();
  }

  private static String shortened(String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
