package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.Replica;

/**
 * Takes invoice files that come over HTTP: they lie in a folder of their own while they arrive,
 * then go the way of a drop. Whoever sends one waits for its staging; if this process dies before
 * it answers, nothing of the upload is left.
 */
@Named("uploads")
@Singleton
public class Uploads {
  private static final Logger LOG = Logger.getLogger(Uploads.class);
  private static final String CLAIMS = ".uploads";

  private final JdbcClient database;
  private final FileClaims claims;
  private final DropFolder folder;
  private final AttachmentFolder attachments;
  private final Staging staging;
  private final Replica replica;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /** Each one holds a connection, and needs another for its attachments. */
  private final Semaphore places = new Semaphore(4);

  @Inject
  Uploads(
      JdbcClient database,
      FileClaims claims,
      DropFolder folder,
      AttachmentFolder attachments,
      Staging staging,
      Replica replica) {
    this.database = database;
    this.claims = claims;
    this.folder = folder;
    this.attachments = attachments;
    this.staging = staging;
    this.replica = replica;
  }

  /** Whether any are taken: without CBM there is no drop folder. */
  public boolean on() {
    return folder.on();
  }

  /**
   * Stores and stages an upload.
   *
   * @throws AttachmentConflictException when an attachment of the same name has other content
   */
  public Uploaded take(Upload upload) throws IOException, SQLException {
    places.acquireUninterruptibly();
    try {
      return claimed(upload);
    } finally {
      places.release();
    }
  }

  private Uploaded claimed(Upload upload) throws IOException, SQLException {
    String name = UUID.randomUUID().toString();
    underWay.add(name);
    try {
      return take(upload, claims.claim(CLAIMS, name).orElseThrow(), folder.uploads().resolve(name));
    } finally {
      underWay.remove(name);
      finish(name);
    }
  }

  private Uploaded take(Upload upload, UUID id, Path directory) throws IOException, SQLException {
    Files.createDirectories(directory);
    DroppedFile file =
        new DroppedFile(
            id, directory.resolve(upload.name()), upload.name(), upload.dryRun(), upload.caller());
    String sha256 = store(upload.content(), file.path());
    if (upload.control() != null) {
      store(upload.control(), file.control());
    }
    for (Upload.Attached attached : upload.attachments()) {
      attachments.add(attached, directory);
    }
    staging.stage(file);
    return new Uploaded(id, earlier(id, sha256));
  }

  /**
   * Undoes what was left behind by replicas that died in the middle of an upload, or by this one
   * when it could not reach the database.
   */
  public void release() {
    database
        .sql(
            """
            select name from file_claim
            where folder = :folder and (replica_is_gone(claimed_by) or claimed_by = :replica and name <> all(:underWay))
            """)
        .param("folder", CLAIMS)
        .param("replica", replica.id())
        .param("underWay", underWay.toArray(String[]::new))
        .query(String.class)
        .list()
        .forEach(this::finish);
  }

  /** Forgets the upload; if its file has not been staged by now, it never was there. */
  private void finish(String name) {
    try {
      int undone =
          database
              .sql(
                  """
                  with over as (delete from file_claim where folder = :folder and name = :name returning id)
                  update batch set state = 'rejected', completed_at = now(),
                    error = 'The upload was interrupted before it was answered; nothing was taken. It can be uploaded again.'
                  where id in (select id from over) and state = 'staging'
                  """)
              .param("folder", CLAIMS)
              .param("name", name)
              .update();
      if (undone > 0) {
        LOG.warnf("Upload %s was interrupted and is undone", name);
      }
      clear(folder.uploads().resolve(name));
    } catch (IOException | DataAccessException e) {
      LOG.warnf(e, "Upload %s could not be cleared away; that is tried again", name);
    }
  }

  private UUID earlier(UUID id, String sha256) {
    return database
        .sql(
            """
            select e.id from batch e join batch b on b.id = :id and b.state = 'rejected'
            where e.sha256 = :sha256 and e.id <> :id and e.state <> 'rejected' and not e.dry_run
            """)
        .param("id", id)
        .param("sha256", sha256)
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  private static String store(Upload.Content content, Path target) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(content.open(), MessageDigest.getInstance("SHA-256"))) {
      Files.copy((InputStream) in, target);
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void clear(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
