package dev.briapi.bridge.inbox;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BridgeSettings;

/** Chooses where the files are; nothing of the other places is made. */
@Dependent
class RemoteKind {
  @Produces
  @Singleton
  RemoteFiles files(BridgeSettings settings, Instance<S3Files> s3, Instance<SftpFiles> sftp) {
    return switch (settings.drop().kind()) {
      case S3 -> s3.get();
      case SFTP -> sftp.get();
      case FOLDER -> throw new IllegalStateException("files are dropped into a folder");
    };
  }
}
