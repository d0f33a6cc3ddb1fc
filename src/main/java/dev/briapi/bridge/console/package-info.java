/**
 * What people and programs look at: the API under {@code /api}, read from the tables of the other
 * packages, and the few things that a person can do there.
 */
@OpenAPIDefinition(
    info =
        @Info(
            title = "BRIAPI Bridge",
            version = "1",
            description =
                """
                What became of the invoice files that were dropped or uploaded, of the requests to Bank BRI, and of what \
                could not go on - and the few things that a person can do about it.

                Lists come in pages: `next` of one page is `?after=` of the following one. Money is a string in plain \
                decimal notation, times are ISO 8601 in WIB (+07:00), errors are problem documents (RFC 9457). \
                Account numbers are shown with their last four digits only. More fields may be added to any answer."""),
    security = @SecurityRequirement(name = ApiDescription.KEY),
    tags = {
      @Tag(name = "batches", description = "Files that were dropped or uploaded, and their lines."),
      @Tag(name = "invoices", description = "Invoices at BRI."),
      @Tag(name = "payments", description = "What was paid into virtual accounts."),
      @Tag(name = "accounts", description = "The virtual accounts that payments are matched with."),
      @Tag(name = "differences", description = "Where BRI's books and ours differ."),
      @Tag(name = "reconciliations", description = "The runs that read BRI's books."),
      @Tag(name = "requests", description = "The ledger of requests to BRI."),
      @Tag(name = "dead letters", description = "What could not go on."),
      @Tag(name = "contracts", description = "The contracts that requests are checked against.")
    },
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = ApiDescription.KEY,
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    description =
                        "The key of a caller of `bridge.callers`. A viewer reads, an operator acts as well."),
            responses = {
              @APIResponse(
                  name = "Invalid",
                  description = "A parameter or field is wrong; nothing was done.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class),
                          examples =
                              @ExampleObject(
                                  name = "A limit that is no number",
                                  value =
                                      """
                                      {"type": "about:blank", "title": "Bad Request", "status": 400,
                                       "detail": "The request is not valid; nothing was done.",
                                       "errors": [{"field": "limit", "message": "is not a number from 1 to 1000"}]}"""))),
              @APIResponse(
                  name = "Unauthorized",
                  description = "There is no key, or nobody has it.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "Forbidden",
                  description = "The caller has not the role.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "NotFound",
                  description = "There is no such thing.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "Conflict",
                  description = "It is not in a state for that; detail says why.",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class)))
            }))
package dev.briapi.bridge.console;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Problem;
