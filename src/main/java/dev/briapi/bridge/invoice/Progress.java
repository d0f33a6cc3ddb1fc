package dev.briapi.bridge.invoice;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the running batches are. */
@Named("progress")
@Singleton
public class Progress {
  private static final Logger LOG = Logger.getLogger(Progress.class);

  /**
   * Where a running batch is.
   *
   * @param done lines that have an outcome
   * @param lines all lines
   * @param perSecond outcomes per second since it was staged
   * @param secondsLeft at that rate, or null while there is none yet
   */
  @Schema(
      name = "Progress",
      requiredProperties = {"done", "lines", "perSecond"})
  public record Of(
      int done,
      int lines,
      double perSecond,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long secondsLeft) {}

  private record Running(UUID id, String file, Of progress) {}

  private final JdbcClient database;

  @Inject
  Progress(JdbcClient database) {
    this.database = database;
  }

  /** Writes a line for every batch that is under way. */
  public void report() {
    database
        .sql(
            """
            select id, file, lines, created + refused + invalid + duplicate + valid as done, created + refused as answered,
              extract(epoch from now() - staged_at) as seconds
            from batch where state = 'sending' and created + refused + invalid + duplicate + valid < lines
            order by received_at limit 10
            """)
        .query(
            (row, n) ->
                new Running(
                    row.getObject("id", UUID.class),
                    row.getString("file"),
                    of(
                        row.getInt("done"),
                        row.getInt("lines"),
                        row.getInt("answered"),
                        row.getDouble("seconds"))))
        .list()
        .forEach(
            running ->
                LOG.infof(
                    "%s: %d of %d lines done, %.1f per second%s",
                    running.file(),
                    running.progress().done(),
                    running.progress().lines(),
                    running.progress().perSecond(),
                    running.progress().secondsLeft() == null
                        ? ""
                        : ", about "
                            + readable(Duration.ofSeconds(running.progress().secondsLeft()))
                            + " left"));
  }

  /** Progress from counts: lines done, lines, lines answered by the bank, seconds since staging. */
  public static Of of(int done, int lines, int answered, double seconds) {
    double rate = seconds <= 0 ? 0 : Math.round(answered / seconds * 10) / 10.0;
    return new Of(done, lines, rate, rate == 0 ? null : (long) Math.ceil((lines - done) / rate));
  }

  private static String readable(Duration left) {
    return left.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
