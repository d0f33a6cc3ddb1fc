package dev.briapi.bridge.platform;

import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

/** Which products are on, and what all of them have in common. */
@Named("products")
@Singleton
public class Products {
  private final Set<String> on;
  private final Map<String, BankSettings.Product> called;
  private final boolean folder;

  @Inject
  public Products(Config config, BankSettings settings) {
    this.on = Set.copyOf(new StartCheck(config).productsOn());
    this.folder =
        config
            .getOptionalValue("bridge.drop.kind", String.class)
            .map(kind -> kind.strip().equalsIgnoreCase("folder"))
            .orElse(true);
    this.called =
        Map.of(
            "cbm", settings.cbm(),
            "briva", settings.briva(),
            "valas", settings.valas(),
            "snap", settings.snap());
  }

  /** The products whose settings are there, {@code notification} included. */
  public Set<String> on() {
    return on;
  }

  /** Whether the settings of that product are there. */
  public boolean on(String product) {
    return on.contains(product);
  }

  /** Whether there is anything for the drop folder to do: it makes invoices of CBM's. */
  public boolean drop() {
    return on("cbm");
  }

  /** Whether files are dropped into a folder here, and not into a bucket or onto a server. */
  public boolean folder() {
    return drop() && folder;
  }

  /** The words of all products that can be called, on or off. */
  public Set<String> called() {
    return called.keySet();
  }

  /**
   * The settings that a product shares with the others.
   *
   * @throws IllegalArgumentException when there is no such product
   */
  public BankSettings.Product settings(String product) {
    BankSettings.Product found = called.get(product);
    if (found == null) {
      throw new IllegalArgumentException("no product " + product);
    }
    return found;
  }
}
