package dev.briapi.bridge.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;

/** The contracts of BRI's products, as the bridge reads them. */
@Path("/api/contracts")
@RolesAllowed(Caller.VIEWER)
@Tag(name = "contracts")
public class ContractResource {
  private final Contracts contracts;

  @Inject
  ContractResource(Contracts contracts) {
    this.contracts = contracts;
  }

  @GET
  @Path("{product}")
  @Produces("application/yaml")
  @Operation(
      operationId = "get-contract",
      summary = "Get the contract of a product",
      description = "The OpenAPI document of a product of BRI's that requests are checked against.")
  public String get(
      @Parameter(description = "The product.", example = "cbm") @PathParam("product")
          String product)
      throws IOException {
    boolean known =
        contracts.operations().stream().anyMatch(operation -> operation.product().equals(product));
    if (!known) {
      throw new ProblemException(404, "There is no such product.");
    }
    try (InputStream yaml =
        Contracts.class.getResourceAsStream("/contracts/" + product + ".yaml")) {
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
