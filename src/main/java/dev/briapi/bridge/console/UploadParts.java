package dev.briapi.bridge.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

import dev.briapi.bridge.invoice.FileNames;
import dev.briapi.bridge.invoice.Upload;
import dev.briapi.bridge.invoice.file.Attachments;

/** The parts of a multipart upload, checked before anything is stored. */
final class UploadParts {
  private static final List<String> KNOWN = List.of("file", "control", "attachments");

  private final Map<String, Collection<FormValue>> parts;

  UploadParts(MultipartFormDataInput form) {
    this.parts = form.getValues();
  }

  /** The upload; what is wrong with it goes to the input. */
  Upload read(Input input, String name, boolean dryRun, String caller) throws IOException {
    parts.keySet().stream()
        .filter(part -> !KNOWN.contains(part))
        .forEach(part -> input.wrong(part, "is not a part that is known here"));
    FormValue file = single(input, "file");
    FormValue control = single(input, "control");
    if (file == null) {
      input.wrong("file", "is missing");
      return null;
    }
    String given = name == null ? file.getFileName() : name;
    return new Upload(
        plain(input, name == null ? "file" : "name", given),
        content(file),
        control == null ? null : content(control),
        attachments(input),
        dryRun,
        caller);
  }

  /** A file's name without its path, checked. */
  static String plain(Input input, String field, String given) {
    if (given == null) {
      input.wrong(field, "has no file name");
      return "";
    }
    String plain = FileNames.lastSegment(given);
    FileNames.problem(plain).ifPresent(problem -> input.wrong(field, "as a file name " + problem));
    return plain;
  }

  private FormValue single(Input input, String part) {
    Collection<FormValue> values = parts.getOrDefault(part, List.of());
    if (values.size() > 1) {
      input.wrong(part, "is there more than once");
    }
    return values.isEmpty() ? null : values.iterator().next();
  }

  private List<Upload.Attached> attachments(Input input) throws IOException {
    List<Upload.Attached> attachments = new ArrayList<>();
    for (FormValue value : parts.getOrDefault("attachments", List.of())) {
      String name = plain(input, "attachments", value.getFileName());
      if (!name.toLowerCase(Locale.ROOT).matches("(?s).*\\.(pdf|zip)")) {
        input.wrong("attachments", "is neither a PDF nor a ZIP by its name: " + name);
      }
      if (value.isFileItem() && value.getFileItem().getFileSize() > Attachments.LARGEST) {
        input.wrong("attachments", "is larger than 10 MB: " + name);
      }
      attachments.add(new Upload.Attached(name, content(value)));
    }
    return attachments;
  }

  private static Upload.Content content(FormValue value) {
    return value.isFileItem()
        ? () -> value.getFileItem().getInputStream()
        : () -> new ByteArrayInputStream(value.getValue().getBytes(StandardCharsets.UTF_8));
  }
}
