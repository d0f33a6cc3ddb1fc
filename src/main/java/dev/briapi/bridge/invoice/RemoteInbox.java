package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.jboss.logging.Logger;

import dev.briapi.bridge.inbox.RemoteFile;
import dev.briapi.bridge.inbox.RemoteFiles;
import dev.briapi.bridge.invoice.file.ControlFile;
import dev.briapi.bridge.job.IncompleteRunException;
import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.DropKind;
import dev.briapi.bridge.platform.Trail;

/**
 * Takes files from a bucket or a server under the rules of the folder: names, standing still,
 * control files, claims. A file stays where it was dropped until its batch is in the database, or
 * it was rejected; whoever finds it there after a kill claims it under the same id and goes on.
 */
@Named("remoteInbox")
@Singleton
public class RemoteInbox implements Scheduled {
  private static final Logger LOG = Logger.getLogger(RemoteInbox.class);
  private static final String INBOX = "inbox";
  private static final String VALIDATE = "inbox/validate";
  private static final List<String> FOLDERS =
      List.of(VALIDATE, "attachments", "outbox", "archive", "rejected");
  private static final Pattern NEVER =
      Pattern.compile(
          "\\..*|.*\\.(tmp|part|filepart)|.*\\.control\\.json", Pattern.CASE_INSENSITIVE);

  /** Longer than any file is worked on. */
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private record Seen(RemoteFile file, Instant since) {}

  /** A file that may be taken, and its control file, or null. */
  public record Waiting(RemoteFile file, RemoteFile control) {
    boolean checkOnly() {
      return file.path().startsWith(VALIDATE + "/");
    }

    /** As in the claims of a folder: two kinds of drop have one memory. */
    String folder() {
      return checkOnly() ? "validate" : INBOX;
    }
  }

  private final Instance<RemoteFiles> remote;
  private final DropFolder folder;
  private final Drop drop;
  private final FileClaims claims;
  private final Clock clock;
  private final BridgeSettings.Drop settings;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, Seen> seen = new HashMap<>();
  private boolean prepared;

  @Inject
  RemoteInbox(
      Instance<RemoteFiles> remote,
      DropFolder folder,
      Drop drop,
      FileClaims claims,
      Clock clock,
      BridgeSettings settings) {
    this.remote = remote;
    this.folder = folder;
    this.drop = drop;
    this.claims = claims;
    this.clock = clock;
    this.settings = settings.drop();
  }

  @Override
  public List<Schedule> schedules() {
    return settings.kind() == DropKind.FOLDER || !folder.on()
        ? List.of()
        : List.of(Schedule.every(settings.pollEvery(), "fetch-files", null));
  }

  /**
   * The files that have stood still, the oldest first.
   *
   * @throws IncompleteRunException when the other side cannot be looked at
   */
  public synchronized List<Waiting> look() throws IOException {
    sweep();
    Map<String, RemoteFile> there = reached();
    seen.keySet().retainAll(there.keySet());
    return there.values().stream()
        .filter(file -> !NEVER.matcher(file.name()).matches())
        .map(file -> new Waiting(file, there.get(ControlFile.of(file.path()))))
        .filter(this::settled)
        .sorted(Comparator.comparing(waiting -> waiting.file().modified()))
        .toList();
  }

  /** That the other side is away for a while is nothing that a stack trace would explain. */
  private Map<String, RemoteFile> reached() {
    try {
      return there();
    } catch (IOException e) {
      throw new IncompleteRunException(e.getMessage());
    }
  }

  private Map<String, RemoteFile> there() throws IOException {
    RemoteFiles files = remote.get();
    boolean listed = false;
    try {
      if (!prepared) {
        files.prepare(FOLDERS);
        prepared = true;
      }
      Map<String, RemoteFile> there =
          Stream.concat(files.list(INBOX).stream(), files.list(VALIDATE).stream())
              .collect(Collectors.toMap(RemoteFile::path, Function.identity()));
      listed = true;
      return there;
    } finally {
      // perhaps somebody has taken a folder away
      prepared = listed;
    }
  }

  private boolean settled(Waiting waiting) {
    boolean controlled = waiting.control() != null;
    boolean still = settled(waiting.file()) & (!controlled || settled(waiting.control()));
    return still && (controlled || !settings.requireControlFile());
  }

  private boolean settled(RemoteFile file) {
    Instant now = clock.instant();
    Seen before =
        seen.compute(
            file.path(),
            (path, known) ->
                known != null && known.file().same(file) ? known : new Seen(file, now));
    return !now.isBefore(before.since().plus(settings.settleTime()));
  }

  /**
   * Claims a file and brings a copy of it here.
   *
   * @return null when it is another's, is gone, or cannot be fetched now
   */
  public DroppedFile fetch(@Body Waiting waiting, Exchange exchange) {
    String path = waiting.file().path();
    if (!underWay.add(path)) {
      return null;
    }
    Optional<UUID> claim = Optional.empty();
    boolean fetched = false;
    try {
      claim = claims.claim(waiting.folder(), waiting.file().name());
      if (claim.isPresent()) {
        DroppedFile file = copy(waiting, claim.get());
        fetched = file != null;
        if (fetched) {
          over(exchange, waiting, file);
        } else {
          claims.release(waiting.folder(), waiting.file().name());
        }
        return file;
      }
    } catch (IOException e) {
      LOG.errorf("%s could not be fetched, which is tried again: %s", path, e.getMessage());
      claims.fail(waiting.folder(), waiting.file().name());
    } finally {
      if (!fetched) {
        claim.ifPresent(this::clear);
        underWay.remove(path);
      }
    }
    return null;
  }

  private DroppedFile copy(Waiting waiting, UUID claim) throws IOException {
    RemoteFile file = waiting.file();
    if (remote.get().find(file.path()).filter(file::same).isEmpty()) {
      // somebody else has taken it, or it changes
      return null;
    }
    Path copy = copies(claim).resolve(waiting.folder()).resolve("content");
    DroppedFile dropped =
        new DroppedFile(
            claim,
            copy,
            file.name(),
            waiting.checkOnly(),
            null,
            new DroppedFile.Origin(file, waiting.control()));
    if (file.size() > settings.maxUploadMegabytes() * 1024L * 1024) {
      String reason = "The file is larger than " + settings.maxUploadMegabytes() + " megabytes.";
      drop.reject(dropped, reason);
      LOG.warnf("%s was rejected: %s", file.name(), reason);
      return null;
    }
    clear(claim);
    Files.createDirectories(copy.getParent());
    remote.get().get(file, copy);
    if (waiting.control() != null) {
      remote.get().get(waiting.control(), dropped.control());
    }
    return dropped;
  }

  /** The claim is held until the file is staged or set aside, whatever happens on the way. */
  private void over(Exchange exchange, Waiting waiting, DroppedFile file) {
    Trail.note(exchange, Trail.BATCH, file.id());
    // a dead letter of it is replayed by these
    exchange.getMessage().setHeader(Exchange.FILE_NAME_ONLY, file.name());
    exchange.getMessage().setHeader(Exchange.FILE_LENGTH, waiting.file().size());
    exchange.getMessage().setHeader(Exchange.FILE_PARENT, waiting.folder());
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new Synchronization() {
              @Override
              public void onComplete(Exchange done) {
                end(waiting, file);
                claims.release(waiting.folder(), file.name());
              }

              @Override
              public void onFailure(Exchange failed) {
                end(waiting, file);
                claims.fail(waiting.folder(), file.name());
              }
            });
  }

  private void end(Waiting waiting, DroppedFile file) {
    clear(file.id());
    underWay.remove(waiting.file().path());
  }

  private Path copies(UUID claim) {
    return folder.fetched().resolve(claim.toString());
  }

  private void clear(UUID claim) {
    delete(copies(claim));
  }

  /** What a process that was killed has left on this machine. */
  private void sweep() throws IOException {
    Instant old = clock.instant().minus(LEFT_BEHIND);
    try (Stream<Path> all = Files.list(folder.fetched())) {
      for (Path left : all.toList()) {
        if (Files.getLastModifiedTime(left).toInstant().isBefore(old)) {
          delete(left);
        }
      }
    }
  }

  private static void delete(Path folder) {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        LOG.warnf("%s could not be deleted: %s", folder, e);
      }
    }
  }
}
