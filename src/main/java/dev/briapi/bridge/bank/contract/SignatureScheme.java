package dev.briapi.bridge.bank.contract;

/** How a call is signed. */
public enum SignatureScheme {
  /** {@code BRI-Signature}, HMAC-SHA256 (rulings 7). */
  BRI,
  /** {@code X-SIGNATURE}, HMAC-SHA512 over the minified body's hash (rulings 8). */
  SNAP
}
