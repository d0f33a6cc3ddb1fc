package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.invoice.file.ControlFile;

/** Puts a rejected file back to where it was dropped. */
@Singleton
public class DropAgain {
  private final DropFolder folder;

  @Inject
  DropAgain(DropFolder folder) {
    this.folder = folder;
  }

  /**
   * Moves the file, and its control file, out of {@code rejected}.
   *
   * @param name the file's name
   * @param length its length when it was rejected, or null: another file of that name may lie there
   * @param checkOnly whether it was only to be checked
   * @throws ReplayRefusedException when it is not there any more, its place is taken, or there is
   *     no drop folder
   */
  public void drop(String name, Long length, boolean checkOnly) throws IOException {
    if (!folder.on()) {
      throw new ReplayRefusedException("CBM is off, and with it the drop folder.");
    }
    Path plain = Path.of(name).getFileName();
    Path rejected = folder.rejected().resolve(plain);
    Path inbox = checkOnly ? folder.inbox().resolve("validate") : folder.inbox();
    Path target = inbox.resolve(plain);
    if (!Files.isRegularFile(rejected, LinkOption.NOFOLLOW_LINKS)
        || length != null && Files.size(rejected) != length) {
      throw new ReplayRefusedException("The file " + plain + " is not in rejected any more.");
    }
    if (Files.exists(target)) {
      throw new ReplayRefusedException("Another file " + plain + " lies in the inbox.");
    }
    Path control = ControlFile.beside(rejected);
    if (Files.exists(control)) {
      DropFolder.move(control, target.resolveSibling(control.getFileName()));
    }
    DropFolder.move(rejected, target);
    Files.deleteIfExists(rejected.resolveSibling(plain + ".error.txt"));
  }
}
