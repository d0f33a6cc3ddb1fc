package dev.briapi.bridge.bank;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.contract.Contracts;

/**
 * Hides from people what they need not see: of account numbers all but the last four digits,
 * tokens, keys and secrets whole, attachments but for their size. Works on the text, so a body that
 * is cut off or is not JSON is masked as well.
 */
@Singleton
public class Masking {
  private static final List<String> SECRETS =
      List.of(
          "access_token",
          "accessToken",
          "refresh_token",
          "client_id",
          "client_secret",
          "clientSecret",
          "CBM-CorporateKey",
          "BRI-Signature",
          "X-SIGNATURE",
          "X-CLIENT-KEY",
          "Authorization");
  private static final Pattern BEARER =
      Pattern.compile("\\b(Bearer)[ \\t]+[^\\s\"',;\\\\]++", Pattern.CASE_INSENSITIVE);
  private static final Pattern FORM_SECRET =
      Pattern.compile("\\b(client_secret|client_id|access_token)=[^&\\s\"']++");

  private final Pattern accounts;
  private final Pattern secrets;
  private final Pattern attachments;
  private final Pattern accountParameters;

  /** Masks the fields that the contracts mark. */
  @Inject
  public Masking(Contracts contracts) {
    this(contracts.accountFields(), contracts.attachmentFields());
  }

  /**
   * @param accountFields names of the fields that hold account numbers; case does not matter
   * @param attachmentFields names of those that hold files as Base64
   */
  public Masking(Collection<String> accountFields, Collection<String> attachmentFields) {
    this.accounts = fields(accountFields);
    this.secrets = fields(SECRETS);
    this.attachments = fields(attachmentFields);
    this.accountParameters = parameters(accountFields);
  }

  /** The same text as people may see it; null stays null. */
  public String mask(String text) {
    if (text == null) {
      return null;
    }
    String masked = attachments.matcher(text).replaceAll(m -> value(m, Masking::size));
    masked = secrets.matcher(masked).replaceAll(m -> value(m, secret -> "***"));
    masked = accounts.matcher(masked).replaceAll(m -> value(m, Masking::lastFour));
    masked =
        accountParameters
            .matcher(masked)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + lastFour(m.group(2))));
    masked = FORM_SECRET.matcher(masked).replaceAll("$1=***");
    return BEARER.matcher(masked).replaceAll("$1 ***");
  }

  /** An account number of which only the last four characters are left; a short one goes whole. */
  public static String lastFour(String account) {
    int shown = account.length() > 7 ? 4 : 0;
    int hidden = Math.min(account.length() - shown, 20);
    return "*".repeat(hidden) + account.substring(account.length() - shown);
  }

  private static String size(String base64) {
    return "(" + (long) base64.length() * 3 / 4 + " bytes)";
  }

  private static String value(MatchResult field, UnaryOperator<String> masked) {
    boolean number = field.group(2) == null;
    String value = masked.apply(number ? field.group(4) : field.group(2));
    // a body that is cut off inside this value has no closing quote
    String end = number ? "\"" : field.group(3);
    return Matcher.quoteReplacement(field.group(1) + '"' + value + end);
  }

  /** As they stand in a query, or in a body that is text. */
  private static Pattern parameters(Collection<String> names) {
    String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(
        names.isEmpty() ? "(?!)" : "(?<![^?&\\s\"'])((?:" + any + ")=)([^&\\s\"']++)",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static Pattern fields(Collection<String> names) {
    Set<String> quoted = new LinkedHashSet<>();
    names.forEach(name -> quoted.add(Pattern.quote(name)));
    if (quoted.isEmpty()) {
      // matches nothing
      return Pattern.compile("(?!)");
    }
    return Pattern.compile(
        quoted.stream().collect(Collectors.joining("|", "(\"(?:", ")\"\\s*+:\\s*+)"))
            + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)(\"?+)|(-?+[0-9][0-9.eE+-]*+))",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
