package dev.briapi.bridge.bank.contract;

import java.util.ArrayList;
import java.util.List;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

/** The code table of one operation, after it its product's and the gateway's (rulings 14-19). */
final class Classifier {
  private final List<CodeRule> codes;
  private final List<CodeRule> rules;

  Classifier(List<CodeRule> own, List<CodeRule> product, List<CodeRule> gateway) {
    List<CodeRule> all = new ArrayList<>(own);
    all.addAll(product);
    this.codes = List.copyOf(all);
    all.addAll(gateway);
    this.rules = List.copyOf(all);
  }

  /** The operation's own table and its product's. */
  List<CodeRule> codes() {
    return codes;
  }

  Verdict classify(int httpStatus, byte[] body, boolean afterUnknown) {
    AnswerBody answer = AnswerBody.read(body);
    String words = answer.message() != null ? answer.message() : ours(httpStatus, answer);
    for (CodeRule rule : rules) {
      if (rule.fits(httpStatus, answer)) {
        return rule.contradicted(answer)
            ? pending("contradictory-answer", httpStatus, answer, words)
            : rule.verdict(answer, words, afterUnknown);
      }
    }
    return pending(reason(httpStatus, answer), httpStatus, answer, words);
  }

  private static String reason(int httpStatus, AnswerBody answer) {
    if (httpStatus >= 500) {
      return "server-error";
    }
    return switch (answer.kind()) {
      case EMPTY -> "empty-answer";
      case UNREADABLE -> "unreadable-answer";
      case READABLE -> answer.code() == null ? "unreadable-answer" : "unlisted-code";
    };
  }

  private static String ours(int httpStatus, AnswerBody answer) {
    return switch (answer.kind()) {
      case EMPTY -> "HTTP " + httpStatus + " without a body";
      case UNREADABLE -> "HTTP " + httpStatus + " with a body that cannot be read";
      case READABLE -> "HTTP " + httpStatus + " without a message";
    };
  }

  private static Verdict pending(String reason, int httpStatus, AnswerBody answer, String words) {
    return new Verdict(Outcome.PENDING, reason, httpStatus, answer.code(), words);
  }
}
