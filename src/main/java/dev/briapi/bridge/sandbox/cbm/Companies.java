package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The companies of the sandbox. Every code is one, except that a code beginning with {@value
 * #UNKNOWN} is not known, and that an anchor beginning with {@value #MANUAL} settles by hand. Every
 * anchor has all six facilities, and two partners to list.
 */
final class Companies {
  static final String UNKNOWN = "UNKNOWN";
  static final String MANUAL = "MANUAL";
  static final BigDecimal PLAFOND = new BigDecimal("1000000000000");
  static final List<String> PARTNERS = List.of("BRIAPI02", "BRIAPI03");

  private static final Map<String, String> METHODS = methods();

  private Companies() {}

  private static Map<String, String> methods() {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("AP", "Account Payable");
    methods.put("AR", "Account Receivable");
    methods.put("DF", "Distributor Financing");
    methods.put("VF", "Vendor Financing");
    methods.put("ARK", "Account Receivable Combination");
    methods.put("ARP", "Account Receivable Partnership");
    return methods;
  }

  /** Payment methods, which are also the facility codes, with their names. */
  static Map<String, String> paymentMethods() {
    return METHODS;
  }

  static boolean known(String code) {
    return !code.startsWith(UNKNOWN);
  }

  static boolean manual(String anchorCode) {
    return anchorCode.startsWith(MANUAL);
  }

  /** {@code BRIAPI01} is called "BRIAPI 01". */
  static String name(String code) {
    return code.replaceFirst("(?<=\\p{L})(?=\\d+$)", " ");
  }

  /** Five digits. */
  static String id(String code) {
    return String.format("%05d", Math.floorMod(code.hashCode(), 99_999) + 1);
  }

  /** The fifteen digits of an anchor's facility account. */
  static String account(String anchorCode, String method) {
    int index = List.copyOf(METHODS.keySet()).indexOf(method) + 1;
    return "020601" + id(anchorCode) + String.format("%04d", index);
  }

  /** The method of one of the anchor's facility accounts, or null. */
  static String methodOf(String anchorCode, String account) {
    return METHODS.keySet().stream()
        .filter(method -> account(anchorCode, method).equals(account))
        .findFirst()
        .orElse(null);
  }

  /** An amount with at least two decimals. */
  static String money(BigDecimal amount) {
    return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }
}
