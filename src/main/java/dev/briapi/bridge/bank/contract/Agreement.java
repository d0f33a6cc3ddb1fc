package dev.briapi.bridge.bank.contract;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Masking;

/**
 * A field of the bank's record that has to be the one that we sent.
 *
 * @param field its name in the record
 * @param sent its name in our body
 * @param kind how both are compared
 * @param required whether a record without it proves nothing; otherwise it disproves nothing
 */
record Agreement(String field, String sent, Kind kind, boolean required) {
  enum Kind {
    /** Without regard to case and to blanks around it. */
    TEXT,
    /** As an exact decimal. */
    MONEY,
    /** As text; people see only the last four digits. */
    ACCOUNT
  }

  static Agreement of(JsonNode document) {
    String field = document.required("field").textValue();
    Kind kind = Kind.valueOf(Values.upper(document.required("as")));
    return new Agreement(
        field,
        document.path("sent").asText(field),
        kind,
        document.path("required").asBoolean(kind == Kind.MONEY));
  }

  /** Whether the record lacks what it would have to show. */
  boolean unproved(JsonNode record) {
    return required && Values.text(record, field) == null;
  }

  /** How the record differs from our body; empty when it does not. */
  Optional<String> difference(JsonNode record, JsonNode body) {
    String theirs = kind == Kind.TEXT ? Values.raw(record, field) : Values.text(record, field);
    String ours = kind == Kind.TEXT ? Values.raw(body, sent) : Values.text(body, sent);
    // what the bank leaves out disproves nothing
    if (theirs == null || !required && ours == null || ours != null && same(theirs, ours)) {
      return Optional.empty();
    }
    return Optional.of(field + " is " + shown(theirs) + " at BRI, " + shown(ours) + " was sent");
  }

  private boolean same(String theirs, String ours) {
    return switch (kind) {
      case TEXT -> theirs.strip().equalsIgnoreCase(ours.strip());
      case MONEY -> Values.sameMoney(theirs, ours);
      case ACCOUNT -> theirs.strip().equals(ours.strip());
    };
  }

  private String shown(String value) {
    if (value == null) {
      return "nothing";
    }
    return kind == Kind.ACCOUNT ? Masking.lastFour(value) : value;
  }
}
