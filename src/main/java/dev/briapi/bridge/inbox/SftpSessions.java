package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * Sessions with the SFTP server. Each is used by one thread at a time and kept for the next; one
 * that has failed is not used again. A server whose key is not known is never talked to.
 */
@Singleton
class SftpSessions {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(60);

  /** Something to be done in a session. */
  interface Work<T> {
    T with(RemoteFileOperations<SftpRemoteFile> server) throws IOException;
  }

  private final SftpEndpoint endpoint;
  private final Deque<RemoteFileOperations<SftpRemoteFile>> idle = new ConcurrentLinkedDeque<>();

  @Inject
  SftpSessions(CamelContext camel, BridgeSettings settings) {
    this.endpoint =
        new SftpEndpoint(
            "sftp:drop",
            camel.getComponent("sftp", SftpComponent.class),
            configuration(settings.drop().sftp()));
    endpoint.setCamelContext(camel);
    endpoint.setMaximumReconnectAttempts(1);
  }

  /** Set by hand and not by an endpoint's URI, which is shown in logs. */
  private static SftpConfiguration configuration(BridgeSettings.DropSftp settings) {
    SftpConfiguration sftp = new SftpConfiguration();
    sftp.setProtocol("sftp");
    sftp.setHost(settings.host().orElseThrow());
    sftp.setPort(settings.port());
    sftp.setUsername(settings.user().orElseThrow());
    settings
        .privateKeyFile()
        .ifPresentOrElse(
            key -> {
              sftp.setPrivateKeyFile(key.toString());
              sftp.setPreferredAuthentications("publickey");
            },
            () -> {
              sftp.setPassword(settings.password().orElseThrow());
              sftp.setPreferredAuthentications("password,keyboard-interactive");
            });
    sftp.setKnownHostsFile(settings.knownHostsFile().orElseThrow().toString());
    sftp.setUseUserKnownHostsFile(false);
    sftp.setStrictHostKeyChecking("yes");
    sftp.setConnectTimeout((int) CONNECT.toMillis());
    sftp.setSoTimeout((int) READ.toMillis());
    sftp.setStepwise(false);
    sftp.setStreamDownload(true);
    return sftp;
  }

  /** For people; without any secret. */
  private String address() {
    SftpConfiguration sftp = endpoint.getConfiguration();
    return "sftp://" + sftp.getUsername() + "@" + sftp.getHost() + ":" + sftp.getPort();
  }

  <T> T use(Work<T> work) throws IOException {
    RemoteFileOperations<SftpRemoteFile> session = session();
    boolean good = false;
    try {
      T result = work.with(session);
      good = true;
      return result;
    } catch (RuntimeCamelException e) {
      throw told(e);
    } finally {
      if (good) {
        idle.push(session);
      } else {
        close(session);
      }
    }
  }

  private RemoteFileOperations<SftpRemoteFile> session() throws IOException {
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.sendNoop()) {
        return kept;
      }
      close(kept);
    }
    RemoteFileOperations<SftpRemoteFile> session = endpoint.createRemoteFileOperations();
    try {
      session.connect(endpoint.getConfiguration(), null);
      return session;
    } catch (RuntimeCamelException e) {
      close(session);
      throw told(e);
    }
  }

  private IOException told(RuntimeCamelException e) {
    String reason = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
    return new IOException(address() + ": " + e.getMessage() + reason, e);
  }

  private static void close(RemoteFileOperations<SftpRemoteFile> session) {
    session.forceDisconnect();
  }

  @PreDestroy
  void close() {
    for (var session = idle.poll(); session != null; session = idle.poll()) {
      close(session);
    }
  }
}
