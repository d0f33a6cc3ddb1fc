package dev.briapi.bridge.payment.report;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BridgeSettings;

/** Forgets runs that ended long ago, whoever asked for them; how far days were read stays known. */
@Named("runRetention")
@Singleton
public class RunRetention implements Scheduled {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Few at a time, so that nobody waits. */
  private static final int AT_ONCE = 1_000;

  private final JdbcClient database;
  private final int days;

  @Inject
  RunRetention(JdbcClient database, BridgeSettings settings) {
    this.database = database;
    this.days = Math.max(1, settings.reconciliation().keepDays());
  }

  @Override
  public List<Schedule> schedules() {
    return List.of(Schedule.every(PAUSE, "delete-old-runs", null));
  }

  /** Forgets some of them, the oldest first. */
  public void delete() {
    database
        .sql(
            """
            delete from reconciliation where id in (
              select id from reconciliation
              where created_at < now() - :days * interval '1 day' and finished_at < now() - :days * interval '1 day'
              order by created_at limit :most)
            """)
        .param("days", days)
        .param("most", AT_ONCE)
        .update();
  }
}
