package dev.briapi.bridge.invoice;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.invoice.file.ControlFile;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Replica;

/**
 * Decides whether this replica may take a file: its size has stood still, its control file too, and
 * no other living replica has claimed its name in the database.
 */
@Named("fileClaims")
@Singleton
public class FileClaims implements GenericFileExclusiveReadLockStrategy<File> {
  private static final int REMEMBERED = 10_000;

  private record Seen(long size, long modified, Instant since) {}

  private final JdbcClient database;
  private final Replica replica;
  private final Clock clock;
  private final Duration settleTime;
  private final boolean controlRequired;
  private final Map<Path, Seen> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Seen> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Inject
  FileClaims(JdbcClient database, Replica replica, Clock clock, BridgeSettings settings) {
    this.database = database;
    this.replica = replica;
    this.clock = clock;
    this.settleTime = settings.drop().settleTime();
    this.controlRequired = settings.drop().requireControlFile();
  }

  @Override
  public boolean acquireExclusiveReadLock(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange)
      throws Exception {
    Path path = file.getFile().toPath();
    Path control = ControlFile.beside(path);
    boolean controlled = Files.exists(control);
    boolean still = settled(path) & (!controlled || settled(control));
    if (!still || controlRequired && !controlled) {
      return false;
    }
    Optional<UUID> claim = claim(folder(path), name(path));
    if (claim.isPresent() && !Files.exists(path)) {
      release(path);
      return false;
    }
    claim.ifPresent(id -> exchange.setProperty("claim", id));
    return claim.isPresent();
  }

  /**
   * Claims a name, or takes over what a dead replica, or an earlier failure, has left of it. Nobody
   * asks for a file that this replica works on, so a claim of our own is one that could not be
   * released. What fails again and again is left alone for longer and longer.
   */
  Optional<UUID> claim(String folder, String name) {
    return database
        .sql(
            """
            insert into file_claim as f (folder, name, claimed_by) values (:folder, :name, :replica)
            on conflict (folder, name) do update set claimed_by = :replica, claimed_at = now()
              where f.claimed_by is null and f.claimed_at < now() - least(f.failures * f.failures - 1, 300) * interval '1 second'
                or f.claimed_by = :replica or replica_is_gone(f.claimed_by)
            returning id
            """)
        .param("folder", folder)
        .param("name", name)
        .param("replica", replica.id())
        .query(UUID.class)
        .optional();
  }

  private synchronized boolean settled(Path path) throws java.io.IOException {
    long size = Files.size(path);
    long modified = Files.getLastModifiedTime(path).toMillis();
    Instant now = clock.instant();
    Seen before = seen.get(path);
    if (before == null || before.size != size || before.modified != modified) {
      seen.put(path, new Seen(size, modified, now));
      return settleTime.isZero();
    }
    return !now.isBefore(before.since.plus(settleTime));
  }

  /** The file is gone from where it was. */
  void release(String folder, String name) {
    database
        .sql(
            "delete from file_claim where folder = :folder and name = :name and claimed_by = :replica")
        .param("folder", folder)
        .param("name", name)
        .param("replica", replica.id())
        .update();
  }

  /** Keeps the claim's id for whoever tries next: the batch may already be in the database. */
  void fail(String folder, String name) {
    database
        .sql(
            """
            update file_claim set claimed_by = null, failures = failures + 1
            where folder = :folder and name = :name and claimed_by = :replica
            """)
        .param("folder", folder)
        .param("name", name)
        .param("replica", replica.id())
        .update();
  }

  private static String folder(Path path) {
    return path.getParent().getFileName().toString();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private void release(Path path) {
    release(folder(path), name(path));
    synchronized (this) {
      seen.remove(path);
    }
  }

  @Override
  public void releaseExclusiveReadLockOnCommit(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    release(Path.of(file.getAbsoluteFilePath()));
  }

  @Override
  public void releaseExclusiveReadLockOnRollback(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    Path path = Path.of(file.getAbsoluteFilePath());
    fail(folder(path), name(path));
  }

  @Override
  public void releaseExclusiveReadLockOnAbort(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    // nothing was acquired
  }

  @Override
  public void prepareOnStartup(
      GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
    // claims of an earlier life are taken over when its replica is known to be gone
  }

  @Override
  public void setTimeout(long timeout) {
    // never waits: an unsettled file is looked at again by the next poll
  }

  @Override
  public void setCheckInterval(long checkInterval) {
    // see setTimeout
  }

  @Override
  public void setReadLockLoggingLevel(LoggingLevel readLockLoggingLevel) {
    // a file that is left alone is no news
  }

  @Override
  public void setMarkerFiler(boolean markerFile) {
    // claims are rows
  }

  @Override
  public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
    // claims are rows
  }
}
