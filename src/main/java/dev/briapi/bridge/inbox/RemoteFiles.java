package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders of the drop where they are not on this machine. Paths are relative to their root.
 * Everything is streamed; every failure of the other side or of the way there is an {@link
 * IOException}.
 */
public interface RemoteFiles {
  /** Makes folders that are missing, where there are such things. */
  void prepare(List<String> folders) throws IOException;

  /** The plain files directly in a folder. */
  List<RemoteFile> list(String folder) throws IOException;

  /** The plain file at that path. */
  Optional<RemoteFile> find(String path) throws IOException;

  /**
   * Fetches a file.
   *
   * @throws IOException also when it is another one by now, or changes meanwhile
   */
  void get(RemoteFile file, Path target) throws IOException;

  /** Stores a file whole, in the place of any other: nobody ever sees half of it. */
  void put(Path source, String path) throws IOException;

  /** Moves a file to where no other is. A kill in the middle may leave it in both places. */
  void move(RemoteFile file, String path) throws IOException;

  /** Deletes a file. */
  void delete(RemoteFile file) throws IOException;
}
