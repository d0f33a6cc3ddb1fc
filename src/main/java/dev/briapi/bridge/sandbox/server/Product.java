package dev.briapi.bridge.sandbox.server;

import java.util.Optional;
import java.util.Set;

/** A product of BRI: which operations it has, and which headers its document names. */
public interface Product {
  /** The operation that this method, path and query address, if it is one of this product's. */
  Optional<BankOperation> find(SandboxRequest request);

  /** Documented header names in lower case. Any other is recorded as undocumented. */
  Set<String> headers();
}
