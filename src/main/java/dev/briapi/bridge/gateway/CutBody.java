package dev.briapi.bridge.gateway;

import java.util.Base64;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON body without its attachment, which is kept apart.
 *
 * @param text the rest, compact
 * @param content the attachment
 */
record CutBody(String text, byte[] content) {
  /** Amounts stay as plain as they were (rulings 23). */
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build().writer();

  /**
   * Cuts the attachment out.
   *
   * @throws IllegalArgumentException when it is not Base64
   */
  static CutBody of(JsonNode body, String field) throws JsonProcessingException {
    byte[] content = Base64.getDecoder().decode(body.path(field).textValue());
    ObjectNode rest = ((ObjectNode) body).deepCopy().without(field);
    return new CutBody(WRITER.writeValueAsString(rest), content);
  }
}
