package dev.briapi.bridge.bank.contract;

import java.util.List;

/**
 * A field of a request body.
 *
 * @param name BRI's name
 * @param aliases other spellings that a drop file may use (rulings 22)
 * @param type the JSON type: {@code string} or {@code number}
 * @param description a sentence for people
 * @param required whether it is required whatever the other fields say
 * @param account whether it is an account number, of which people see the last four digits
 * @param attachment whether it carries a file as Base64
 */
public record Field(
    String name,
    List<String> aliases,
    String type,
    String description,
    boolean required,
    boolean account,
    boolean attachment) {}
