package dev.briapi.bridge.bank.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the operations that somebody may have meant. The distance of two paths counts segments that
 * are missing, too many or spelled differently; it takes little time whatever was asked for.
 */
final class Nearest {
  private static final int MAX_SEGMENTS = 12;
  private static final int MAX_LENGTH = 30;
  private static final int MOST = 3;
  private static final double PARAMETER = 0.1;
  private static final double OTHER_METHOD = 0.5;

  private record Near(Operation operation, double distance) {}

  private Nearest() {}

  static List<Operation> of(List<Operation> operations, String method, String path) {
    String start = path.substring(0, Math.min(path.length(), MAX_SEGMENTS * MAX_LENGTH));
    String[] given = start.split("/", MAX_SEGMENTS + 1);
    return operations.stream()
        .map(operation -> new Near(operation, distance(operation, method, given)))
        // half of it at least has to be right
        .filter(near -> near.distance() <= near.operation().template().segments().size() / 2.0)
        .sorted(Comparator.comparingDouble(Near::distance))
        .limit(MOST)
        .map(Near::operation)
        .toList();
  }

  private static double distance(Operation operation, String method, String[] given) {
    List<String> template = operation.template().segments();
    double[] row = new double[given.length + 1];
    for (int i = 0; i <= given.length; i++) {
      row[i] = i;
    }
    for (int t = 1; t <= template.size(); t++) {
      double diagonal = row[0];
      row[0] = t;
      for (int g = 1; g <= given.length; g++) {
        double changed = diagonal + difference(template.get(t - 1), given[g - 1]);
        diagonal = row[g];
        row[g] = Math.min(changed, Math.min(row[g], row[g - 1]) + 1);
      }
    }
    return row[given.length] + (operation.method().equalsIgnoreCase(method) ? 0 : OTHER_METHOD);
  }

  /** From 0 for the same segment to 1 for another one. */
  private static double difference(String template, String given) {
    if (template.startsWith("{")) {
      return given.isEmpty() ? 1 : PARAMETER;
    }
    if (template.equals(given)) {
      return 0;
    }
    String word = template.toLowerCase(Locale.ROOT);
    String other =
        given.substring(0, Math.min(given.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
    int longest = Math.max(word.length(), other.length());
    return longest == 0 ? 1 : (double) letters(word, other) / longest;
  }

  private static int letters(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int i = 0; i <= other.length(); i++) {
      row[i] = i;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
