package dev.briapi.bridge.console;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A multipart upload as the API describes it. */
@Schema(name = "UploadForm", description = "An invoice file and what belongs to it.")
record UploadForm(
    @Schema(
            description = "The invoice file: CSV, JSON, JSON Lines or XLSX, by its name's ending.",
            type = SchemaType.STRING,
            format = "binary",
            required = true)
        String file,
    @Schema(
            description = "Its control file.",
            type = SchemaType.STRING,
            format = "binary",
            examples = "{\"lines\": 3, \"amount\": \"3000.00\"}")
        String control,
    @Schema(description = "PDF or ZIP files that its lines name, 10 MB each at most.")
        List<Binary> attachments) {

  /** One attachment. */
  @Schema(type = SchemaType.STRING, format = "binary")
  record Binary() {}
}
