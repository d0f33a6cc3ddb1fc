package dev.briapi.bridge.invoice.file;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One line of a drop file as it was read; the values are still unchecked.
 *
 * @param number which record of the file it is, from 1; blank lines and the header do not count
 * @param where where a person finds it: {@code row 17}, {@code line 17}, {@code element 17}
 * @param fields the values under the contract's own spelling, numbers as exact decimals; blank and
 *     unreadable ones are absent
 * @param problems why it, or some of its values, could not be read; empty when all could be
 */
public record InputLine(long number, String where, ObjectNode fields, List<String> problems) {
  public InputLine {
    problems = List.copyOf(problems);
  }

  /** Whether everything in the line could be read. */
  public boolean readable() {
    return problems.isEmpty();
  }
}
