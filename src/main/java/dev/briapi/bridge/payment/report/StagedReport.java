package dev.briapi.bridge.payment.report;

import java.util.List;

import dev.briapi.bridge.bank.Verdict;

/**
 * What came of reading a report.
 *
 * @param verdict what the bank's answer means
 * @param rows how many rows it had
 * @param unreadable how many of them could not be read
 * @param problems the first of the reasons
 */
public record StagedReport(Verdict verdict, long rows, long unreadable, List<String> problems) {
  static StagedReport none(Verdict verdict) {
    return new StagedReport(verdict, 0, 0, List.of());
  }
}
