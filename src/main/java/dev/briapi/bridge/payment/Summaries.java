package dev.briapi.bridge.payment;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.invoice.Acknowledgements;
import dev.briapi.bridge.invoice.Drop;
import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BridgeSettings;

/**
 * Writes {@code reconciliation-yyyy-MM-dd.csv} and {@code .json} of the day before. A day that was
 * missed, because the bridge was down, is written when it is up again. The files are written once,
 * and once more whenever a later look finds other numbers for their day.
 */
@Named("summaries")
@Singleton
public class Summaries implements Scheduled {
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Logger LOG = Logger.getLogger(Summaries.class);
  private static final long ONE_AT_A_TIME = 0x73756d6d61727973L;
  private static final int MOST_DAYS = 7;
  private static final CsvSchema COLUMNS =
      CsvSchema.builder()
          .addColumn("Section")
          .addColumn("Subject")
          .addNumberColumn("Count")
          .addNumberColumn("Amount")
          .build()
          .withHeader()
          .withLineSeparator("\r\n");

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Instance<Drop> drop;
  private final DayFigures figures;
  private final ObjectMapper json;
  private final Clock clock;
  private final LocalTime at;
  private final boolean on;
  private final CsvMapper csv = new CsvMapper();

  @Inject
  Summaries(
      JdbcClient database,
      TransactionTemplate transaction,
      Instance<Drop> drop,
      DayFigures figures,
      ObjectMapper json,
      Clock clock,
      BridgeSettings settings) {
    this.database = database;
    this.transaction = transaction;
    this.drop = drop;
    this.figures = figures;
    this.json = json;
    this.clock = clock;
    this.at = settings.reconciliation().summaryAt();
    this.on = drop.get().on();
  }

  @Override
  public List<Schedule> schedules() {
    return List.of(Schedule.every(PAUSE, "write-summary", null));
  }

  /** Writes what is due, unless another replica is at it. */
  public void write() {
    OffsetDateTime now =
        OffsetDateTime.now(clock.withZone(BankTime.WIB)).truncatedTo(ChronoUnit.SECONDS);
    if (on) {
      LocalDate last = now.toLocalDate().minusDays(now.toLocalTime().isBefore(at) ? 2 : 1);
      for (LocalDate day : days(last)) {
        transaction.executeWithoutResult(status -> write(day, now));
      }
    }
  }

  /** Days without a summary since the last one, and the last day itself. */
  private List<LocalDate> days(LocalDate last) {
    LocalDate written =
        database
            .sql("select coalesce(max(day), :none) from summary")
            .param("none", last.minusDays(1))
            .query(LocalDate.class)
            .single();
    LocalDate first = written.plusDays(1);
    if (first.isBefore(last.minusDays(MOST_DAYS))) {
      first = last.minusDays(MOST_DAYS);
    }
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = first; day.isBefore(last); day = day.plusDays(1)) {
      days.add(day);
    }
    days.add(last);
    return days;
  }

  private void write(LocalDate day, OffsetDateTime now) {
    if (!due(day)) {
      return;
    }
    List<Figure> facts = figures.facts(day);
    String content = facts.toString();
    boolean news =
        database
            .sql(
                """
                    insert into summary as s (day, content) values (:day, :content)
                    on conflict (day) do update set looked_at = now(), content = excluded.content,
                      written_at = case when s.content <> excluded.content then now() else s.written_at end
                    returning written_at = now()
                    """)
            .param("day", day)
            .param("content", content)
            .query(Boolean.class)
            .single();
    if (news) {
      List<Figure> all = new ArrayList<>(facts);
      all.addAll(figures.standing(day));
      try {
        write(day, now, all);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Once, and then looked at every hour until the next day has its own. */
  private boolean due(LocalDate day) {
    return database
            .sql("select pg_try_advisory_xact_lock(:lock)")
            .param("lock", ONE_AT_A_TIME)
            .query(Boolean.class)
            .single()
        && database
            .sql(
                """
                select not exists (
                  select from summary where day = :day and looked_at > now() - interval '1 hour' or day > :day)
                """)
            .param("day", day)
            .query(Boolean.class)
            .single();
  }

  private void write(LocalDate day, OffsetDateTime now, List<Figure> all) throws IOException {
    drop.get().deliver(table(all), "reconciliation-" + day + ".csv");
    drop.get()
        .deliver(
            json.writerWithDefaultPrettyPrinter().writeValueAsString(document(day, now, all))
                + "\n",
            "reconciliation-" + day + ".json");
    LOG.infof("the summary of %s is in the outbox", day);
  }

  private String table(List<Figure> all) throws IOException {
    StringWriter text = new StringWriter();
    try (SequenceWriter rows = csv.writer(COLUMNS).writeValues(text)) {
      for (Figure figure : all) {
        rows.write(
            new Object[] {
              figure.section(),
              Acknowledgements.harmless(figure.subject()),
              figure.count(),
              figure.amount() == null ? "" : figure.plainAmount()
            });
      }
    }
    return text.toString();
  }

  private Map<String, Object> document(LocalDate day, OffsetDateTime now, List<Figure> all) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("day", day.toString());
    document.put("writtenAt", now.toString());
    document.put("figures", all);
    document.put("errors", figures.errors(day));
    return document;
  }
}
