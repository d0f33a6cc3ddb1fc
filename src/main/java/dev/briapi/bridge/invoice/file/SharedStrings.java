package dev.briapi.bridge.invoice.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.xml.stream.XMLStreamException;

/**
 * The texts that a spreadsheet keeps apart from its cells. There may be as many as cells, so they
 * lie in a temporary file that is mapped, not in the heap, and is gone when this is closed.
 */
final class SharedStrings implements Closeable {
  private final FileChannel texts = temporary();
  private final FileChannel ends = temporary();
  private final ByteBuffer text;
  private final ByteBuffer end;

  /** Reads the part; a text that is longer than the limit is kept with one character too many. */
  SharedStrings(InputStream in, int limit) throws IOException, XMLStreamException {
    try {
      write(in, limit);
      this.text = texts.map(MapMode.READ_ONLY, 0, texts.size());
      this.end = ends.map(MapMode.READ_ONLY, 0, ends.size());
    } catch (IOException | XMLStreamException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static FileChannel temporary() throws IOException {
    Path file = Files.createTempFile("bridge-texts", null);
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private void write(InputStream in, int limit) throws IOException, XMLStreamException {
    DataOutputStream text =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(texts), 1 << 16));
    DataOutputStream end =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(ends), 1 << 16));
    StringBuilder value = new StringBuilder();
    boolean phonetic = false;
    boolean inText = false;
    try (Markup xml = new Markup(in)) {
      while (xml.next()) {
        if (xml.starts("si")) {
          value.setLength(0);
        } else if (xml.starts("rPh") || xml.ends("rPh")) {
          phonetic = xml.starts("rPh");
        } else if (xml.starts("t") || xml.ends("t")) {
          inText = xml.starts("t") && !phonetic;
        } else if (inText) {
          xml.appendText(value, limit);
        } else if (xml.ends("si")) {
          text.write(value.toString().getBytes(StandardCharsets.UTF_8));
          end.writeInt(text.size());
        }
      }
    }
    text.flush();
    end.flush();
  }

  /** A text by its index; null where there is none. */
  String get(int index) {
    if (index < 0 || index >= end.capacity() / Integer.BYTES) {
      return null;
    }
    int from = index == 0 ? 0 : end.getInt((index - 1) * Integer.BYTES);
    byte[] bytes = new byte[end.getInt(index * Integer.BYTES) - from];
    text.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    texts.close();
    ends.close();
  }
}
