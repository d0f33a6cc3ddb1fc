package dev.briapi.bridge.inbox;

import java.time.Instant;

/**
 * A file elsewhere, as it was when somebody looked.
 *
 * @param path from the root of the drop, with slashes
 * @param size in bytes
 * @param modified when it was changed last, by the other side's clock
 * @param tag what the store calls this content, or null where it has no such thing
 */
public record RemoteFile(String path, long size, Instant modified, String tag) {
  /** The last part of its path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether a later look at the same path has found the same file. */
  public boolean same(RemoteFile later) {
    return size == later.size
        && (tag == null ? modified.equals(later.modified) : tag.equals(later.tag));
  }

  /** Whether the store is sure that both have the same content, wherever they lie. */
  public boolean copyOf(RemoteFile other) {
    return tag != null && tag.equals(other.tag) && size == other.size;
  }
}
