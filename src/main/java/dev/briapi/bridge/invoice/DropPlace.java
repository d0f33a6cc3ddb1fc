package dev.briapi.bridge.invoice;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.DropKind;

/** Chooses the drop that the settings want; nothing of the others is made. */
@Dependent
class DropPlace {
  @Produces
  @Singleton
  Drop drop(BridgeSettings settings, Instance<FolderDrop> folder, Instance<RemoteDrop> remote) {
    return settings.drop().kind() == DropKind.FOLDER ? folder.get() : remote.get();
  }
}
