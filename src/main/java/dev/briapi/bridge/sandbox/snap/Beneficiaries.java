package dev.briapi.bridge.sandbox.snap;

import dev.briapi.bridge.sandbox.server.Refusal;

/**
 * The accounts at other banks. Any number is one and belongs to "Dummy", except that the beginning
 * of some says what is wrong with them.
 */
public final class Beneficiaries {
  /** Accounts that nobody has begin with this. */
  public static final String UNKNOWN = "99404";

  /** Closed accounts begin with this. */
  public static final String INACTIVE = "99403";

  /** Accounts that may get no money begin with this. */
  public static final String FORBIDDEN = "99415";

  /** Accounts whose bank does not answer begin with this. */
  public static final String SUSPENDED = "99416";

  static final String NAME = "Dummy";

  private Beneficiaries() {}

  /** Refuses an account with which something is wrong. */
  static void demand(String number, SnapRefusals refusals) {
    if (number.startsWith(UNKNOWN)) {
      throw invalid(refusals);
    }
    if (number.startsWith(INACTIVE)) {
      throw inactive(refusals);
    }
    if (number.startsWith(FORBIDDEN)) {
      throw refusals.of(403, "15", "Transaction Not Permitted. Beneficiary");
    }
    if (number.startsWith(SUSPENDED)) {
      throw refusals.of(403, "16", "Suspend Transaction");
    }
  }

  static Refusal invalid(SnapRefusals refusals) {
    return refusals.of(404, "11", "Invalid Card/Account/Customer");
  }

  static Refusal inactive(SnapRefusals refusals) {
    return refusals.of(403, "18", "Inactive Card/Account/Customer");
  }
}
