package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.briapi.bridge.invoice.file.ControlFile;
import dev.briapi.bridge.invoice.file.InvoiceFiles;
import dev.briapi.bridge.invoice.file.Limits;
import dev.briapi.bridge.invoice.file.LineReader;
import dev.briapi.bridge.invoice.file.UnreadableFile;
import dev.briapi.bridge.platform.Trail;

/**
 * Brings a claimed file into the database, whole or not at all, and out of the inbox. A kill at any
 * point leaves either the file in the inbox or its batch in the database; the file's claim keeps
 * its id, so the next try goes on where this one ended.
 */
@Named("staging")
@Singleton
public class Staging {
  private static final Logger LOG = Logger.getLogger(Staging.class);

  private final DataSource pool;
  private final Batches batches;
  private final InvoiceContract contract;
  private final LineCheck lineCheck;
  private final Drop drop;

  @Inject
  Staging(
      DataSource pool, Batches batches, InvoiceContract contract, LineCheck lineCheck, Drop drop) {
    this.pool = pool;
    this.batches = batches;
    this.contract = contract;
    this.lineCheck = lineCheck;
    this.drop = drop;
  }

  /** What was read of a file. */
  private record Read(long lines, boolean any, BigDecimal amount) {}

  /** Stages the file, or rejects it with a reason; either way it leaves the inbox. */
  public void stage(DroppedFile file) throws IOException, SQLException {
    Optional<Batches.Begun> before =
        batches.find(file.id()).filter(batch -> !batch.state().equals("staging"));
    if (before.isPresent() && !Files.exists(file.path())) {
      // somebody else has finished it
      finishInterrupted(file, before.get());
      return;
    }
    String sha256 = sha256(file);
    if (before.isEmpty()) {
      stage(file, sha256);
    } else if (before.get().sha256().equals(sha256)) {
      finishInterrupted(file, before.get());
    } else {
      // the claim was left behind by an earlier file of the same name
      DroppedFile renamed = batches.underNewId(file);
      Trail.note(Trail.BATCH, renamed.id());
      stage(renamed);
    }
  }

  private void stage(DroppedFile file, String sha256) throws IOException, SQLException {
    try {
      if (FileNames.tooLong(file.name())) {
        throw new UnreadableFile(
            "The file's name is longer than 235 bytes, so that no acknowledgement could have it: give it a shorter one.");
      }
      Optional<String> control = control(file);
      Optional<String> earlier = batches.begin(file, sha256);
      if (earlier.isPresent()) {
        throw new UnreadableFile(earlier.get());
      }
      Optional<ControlFile> expected =
          control.isPresent() ? Optional.of(ControlFile.read(file.control())) : Optional.empty();
      load(file, expected);
      drop.archive(file);
    } catch (UnreadableFile e) {
      reject(file, sha256, e.getMessage());
    }
  }

  /**
   * Rejects a file that could not be staged for a reason that is not in the file, after it was
   * tried often enough.
   */
  public void setAside(DroppedFile file) throws IOException {
    reject(
        file,
        sha256(file),
        "The bridge failed on this file for a reason of its own; the dead letter of this file tells more. It can be dropped again.");
  }

  private void finishInterrupted(DroppedFile file, Batches.Begun batch) throws IOException {
    if (batch.state().equals("rejected")) {
      drop.reject(file, batch.error());
    } else {
      drop.archive(file);
    }
  }

  private void reject(DroppedFile file, String sha256, String reason) throws IOException {
    batches.reject(file, sha256, reason);
    drop.reject(file, reason);
    LOG.warnf("%s was rejected: %s", file.name(), reason);
  }

  private static Optional<String> control(DroppedFile file) {
    return Files.exists(file.control()) ? Optional.of(file.name()) : Optional.empty();
  }

  private void load(DroppedFile file, Optional<ControlFile> expected)
      throws IOException, SQLException {
    long started = System.nanoTime();
    try (LineReader lines =
            InvoiceFiles.open(file.path(), file.name(), contract.columns(), Limits.standard());
        Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Read read = copy(file, lines, connection);
        if (!read.any()) {
          throw new UnreadableFile(
              "No line of the file can be read" + batches.firstProblem(connection, file.id()));
        }
        if (expected.isPresent()) {
          Optional<String> mismatch = expected.get().mismatch(read.lines(), read.amount());
          if (mismatch.isPresent()) {
            throw new UnreadableFile(mismatch.get());
          }
        }
        batches.finishStaging(connection, file, read.amount());
        connection.commit();
        LOG.infof(
            "%s: %d lines staged in %d ms%s",
            file.name(),
            read.lines(),
            (System.nanoTime() - started) / 1_000_000,
            file.dryRun() ? ", nothing will be sent" : "");
      } catch (IOException | SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private Read copy(DroppedFile file, LineReader lines, Connection connection)
      throws IOException, SQLException {
    long count = 0;
    BigDecimal amount = BigDecimal.ZERO;
    AttachmentStore.Batch attachments = lineCheck.attachments(file);
    try (CheckedLines checked =
            new CheckedLines(lines, line -> lineCheck.check(line, attachments));
        LineCopy copy = new LineCopy(connection, file.id())) {
      for (Optional<StagedLine> next = checked.next(); next.isPresent(); next = checked.next()) {
        StagedLine line = next.get();
        amount = line.amount() == null ? amount : amount.add(line.amount());
        copy.add(line);
        count++;
      }
      copy.finish();
      return new Read(count, checked.any(), amount);
    }
  }

  private static String sha256(DroppedFile file) throws IOException {
    try (InputStream in =
        new DigestInputStream(
            Files.newInputStream(file.path()), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
