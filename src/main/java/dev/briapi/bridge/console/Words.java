package dev.briapi.bridge.console;

/** Sentences of the API's description that several operations share. */
final class Words {
  static final String AFTER = "The cursor that the page before gave as next.";
  static final String LIMIT = "How many items at most: 1 to 1000, 50 if not given.";
  static final String FROM =
      "Not before this day of WIB (2026-11-20) or moment (2026-11-20T09:30:00+07:00).";
  static final String TO = "Not after this day of WIB, or before this moment.";

  static final String TEXT_CSV = "text/csv";

  /** Only for those who ask for it: whoever takes anything gets JSON. */
  static final String OFFERED_CSV = TEXT_CSV + ";qs=0.5";

  static final String CSV = "With Accept: text/csv the whole list comes as CSV, without pages.";

  private Words() {}
}
