package dev.briapi.bridge.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.invoice.BatchView;

/** What runs on a schedule, and how it went last. */
@Path("/api/jobs")
@Tag(name = "reconciliations")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
  private final JdbcClient database;

  @Inject
  JobResource(JdbcClient database) {
    this.database = database;
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Operation(
      operationId = "list-jobs",
      summary = "List jobs",
      description = "What runs on a schedule: when it ran last, how that ended, when it runs next.")
  public Page<JobView> list() {
    return new Page<>(
        database
            .sql("select *, leased_by is not null as running from job order by name")
            .query(
                (row, n) ->
                    new JobView(
                        row.getString("name"),
                        row.getBoolean("running"),
                        BatchView.time(row, "next_at"),
                        BatchView.time(row, "started_at"),
                        BatchView.time(row, "finished_at"),
                        BatchView.time(row, "good_at"),
                        row.getString("error")))
            .list(),
        null);
  }
}
