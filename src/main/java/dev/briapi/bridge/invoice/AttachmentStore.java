package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.invoice.file.Attachment;
import dev.briapi.bridge.invoice.file.Attachments;
import dev.briapi.bridge.invoice.file.RefusedAttachment;

/**
 * Checks attachments and stores each content once, by its hash, so that a replica needs no file to
 * send it.
 */
@Singleton
class AttachmentStore {
  private static final String STORE =
      """
      with given as (select cast(? as text) as name, cast(? as bytea) as content),
        hashed as (select encode(sha256(content), 'hex') as sha256, name, content from given),
        stored as (
          -- what is wanted again is not too old to be kept
          insert into attachment (sha256, name, content) select * from hashed
          on conflict (sha256) do update set created_at = now())
      select sha256 from hashed
      """;
  private static final int REMEMBERED = 1_000;
  private static final Result NONE = new Result(null, null);

  /**
   * The stored content's hash, or what is wrong with the attachment; both null where a line has
   * none.
   */
  record Result(String sha256, String problem) {}

  /**
   * What is known about the attachments of one file, so that a name that many lines share is read
   * once, whichever thread checks them.
   */
  static final class Batch {
    private final Map<String, Result> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Result> eldest) {
            return size() > REMEMBERED;
          }
        };
    private final boolean store;

    Batch(boolean store) {
      this.store = store;
    }
  }

  private final DataSource pool;
  private final Drop drop;

  @Inject
  AttachmentStore(DataSource pool, Drop drop) {
    this.pool = pool;
    this.drop = drop;
  }

  Result take(String name, Batch batch) throws IOException {
    if (name == null) {
      return NONE;
    }
    synchronized (batch) {
      Result known = batch.known.get(name);
      if (known == null) {
        known = check(name, batch.store);
        batch.known.put(name, known);
      }
      return known;
    }
  }

  private Result check(String name, boolean store) throws IOException {
    try {
      Attachments.checkName(name);
    } catch (RefusedAttachment e) {
      return new Result(null, e.getMessage());
    }
    try (Drop.Shelf shelf = drop.attachment(name)) {
      Attachment attachment = new Attachments(shelf.folder()).find(name);
      if (store) {
        store(attachment);
      }
      return new Result(attachment.sha256(), null);
    } catch (RefusedAttachment e) {
      return new Result(null, e.getMessage());
    }
  }

  /**
   * In a transaction of its own: content without a line does no harm, and COPY holds the batch's
   * connection. The database hashes what it was given, so a file that changes between check and
   * store is noticed.
   */
  private void store(Attachment attachment) throws IOException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(STORE);
        InputStream content = Files.newInputStream(attachment.path())) {
      statement.setString(1, attachment.name());
      statement.setBinaryStream(2, content, attachment.size());
      try (ResultSet stored = statement.executeQuery()) {
        stored.next();
        if (!stored.getString(1).equals(attachment.sha256())) {
          throw new IOException("attachment " + attachment.name() + " changed while it was read");
        }
      }
    } catch (SQLException e) {
      throw new IOException(
          "attachment " + attachment.name() + " could not be stored: " + e.getMessage(), e);
    }
  }
}
