package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A body of the form {@code a=b&c=d}, as BRIVA wants it on DELETE (rulings 7). Nothing in it is
 * encoded: it is signed and sent as it stands.
 */
final class FormText {
  private static final int MAX_BYTES = 10_000;

  private FormText() {}

  static ObjectNode read(byte[] bytes) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new IOException("the body is longer than " + MAX_BYTES + " bytes");
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String pair : text(bytes).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IOException("the body is not of the form a=b&c=d");
      }
      String name = pair.substring(0, equals);
      if (fields.has(name)) {
        throw new IOException("the body has a field twice");
      }
      fields.put(name, pair.substring(equals + 1));
    }
    return fields;
  }

  private static String text(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("the body is not UTF-8", e);
    }
  }
}
