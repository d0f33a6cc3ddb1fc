package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.support.DefaultExchange;
import org.jboss.logging.Logger;

import dev.briapi.bridge.platform.BridgeSettings;

/** Files on an SFTP server. A rename there is seen whole. */
@Singleton
@Typed(SftpFiles.class)
class SftpFiles implements RemoteFiles {
  private static final Logger LOG = Logger.getLogger(SftpFiles.class);
  private static final int TOLD = 1_000;

  /** The component takes these for patterns and separators, and knows no way of quoting them. */
  private static final Pattern MAGIC = Pattern.compile("[*?\\\\]");

  private final SftpSessions sessions;
  private final CamelContext camel;
  private final String directory;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  @Inject
  SftpFiles(SftpSessions sessions, CamelContext camel, BridgeSettings settings) {
    this.sessions = sessions;
    this.camel = camel;
    String root = settings.drop().sftp().directory().strip();
    this.directory = root.endsWith("/") ? root : root + "/";
  }

  private String at(String path) {
    return directory + MAGIC.matcher(path).replaceAll("_");
  }

  @Override
  public void prepare(List<String> folders) throws IOException {
    sessions.use(
        server -> {
          folders.forEach(folder -> server.buildDirectory(at(folder), true));
          return null;
        });
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    return sessions.use(
        server ->
            Arrays.stream(server.listFiles(at(folder)))
                .filter(SftpFiles::plain)
                .filter(this::nameable)
                .map(file -> seen(file, folder + "/" + file.getFilename()))
                .toList());
  }

  @Override
  public Optional<RemoteFile> find(String path) throws IOException {
    return sessions.use(server -> find(server, path));
  }

  private Optional<RemoteFile> find(RemoteFileOperations<SftpRemoteFile> server, String path) {
    try {
      return Arrays.stream(server.listFiles(at(path)))
          .filter(SftpFiles::plain)
          .findFirst()
          .map(file -> seen(file, path));
    } catch (GenericFileOperationFailedException e) {
      if (e.getCause() instanceof SftpException reason
          && reason.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Neither a folder nor a link, which may lead out of the drop. */
  private static boolean plain(SftpRemoteFile<?> file) {
    return file.getRemoteFile() instanceof ChannelSftp.LsEntry entry && entry.getAttrs().isReg();
  }

  private boolean nameable(SftpRemoteFile<?> file) {
    String name = file.getFilename();
    boolean magic = MAGIC.matcher(name).find() || name.indexOf('/') >= 0;
    if (magic && told.size() < TOLD && told.add(name)) {
      LOG.warnf("%s is left where it is: its name may have no *, ? or \\", name);
    }
    return !magic;
  }

  private static RemoteFile seen(SftpRemoteFile<?> file, String path) {
    return new RemoteFile(
        path, file.getFileLength(), Instant.ofEpochMilli(file.getLastModified()), null);
  }

  @Override
  public void get(RemoteFile file, Path target) throws IOException {
    sessions.use(
        server -> {
          Exchange exchange = new DefaultExchange(camel);
          GenericFile<SftpRemoteFile> fetched = server.newGenericFile();
          exchange.setProperty(FileComponent.FILE_EXCHANGE_FILE, fetched);
          server.retrieveFile(at(file.path()), exchange, file.size());
          try (InputStream content = (InputStream) fetched.getBody()) {
            Files.copy(content, target);
          }
          boolean changed =
              find(server, file.path()).filter(file::same).isEmpty()
                  || Files.size(target) != file.size();
          if (changed) {
            throw new IOException(file.path() + " changed while it was fetched");
          }
          return null;
        });
  }

  @Override
  public void put(Path source, String path) throws IOException {
    int name = path.lastIndexOf('/') + 1;
    String temporary = path.substring(0, name) + "." + path.substring(name) + ".tmp";
    sessions.use(
        server -> {
          server.buildDirectory(at(path.substring(0, name - 1)), true);
          Exchange exchange = new DefaultExchange(camel);
          try (InputStream content = Files.newInputStream(source)) {
            exchange.getIn().setBody(content);
            server.storeFile(at(temporary), exchange, Files.size(source));
          }
          replace(server, at(temporary), at(path));
          return null;
        });
  }

  /** Not every server lets a rename replace a file. */
  private static void replace(
      RemoteFileOperations<SftpRemoteFile> server, String source, String target) {
    try {
      server.renameFile(source, target);
    } catch (GenericFileOperationFailedException e) {
      if (!server.existsFile(target)) {
        throw e;
      }
      server.deleteFile(target);
      server.renameFile(source, target);
    }
  }

  @Override
  public void move(RemoteFile file, String path) throws IOException {
    sessions.use(
        server -> {
          server.buildDirectory(at(path.substring(0, path.lastIndexOf('/'))), true);
          return server.renameFile(at(file.path()), at(path));
        });
  }

  @Override
  public void delete(RemoteFile file) throws IOException {
    sessions.use(server -> server.deleteFile(at(file.path())));
  }
}
