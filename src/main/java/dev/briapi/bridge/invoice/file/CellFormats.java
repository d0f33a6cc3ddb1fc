package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** What a number in a cell is to the eye: a day, a number with leading zeros, or just a number. */
final class CellFormats {
  private static final int MOST = 70_000;
  private static final int LONGEST = 255;
  private static final Pattern NOT_SHOWN = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|[\\\\_*].");
  private static final Pattern DAY = Pattern.compile("[dyDY]");
  private static final Pattern ZEROS = Pattern.compile("0{2,30}");

  private final BitSet days = new BitSet();
  private final Map<Integer, Integer> digits = new HashMap<>();

  CellFormats(InputStream in) throws IOException, XMLStreamException {
    Map<Integer, String> codes = new HashMap<>();
    boolean cells = false;
    int style = 0;
    try (Markup xml = new Markup(in)) {
      while (xml.next() && codes.size() < MOST && style < MOST) {
        if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
          cells = xml.starts("cellXfs");
        } else if (xml.starts("numFmt") && xml.attribute("formatCode") != null) {
          String code = xml.attribute("formatCode");
          codes.put(xml.number("numFmtId", -1), code.length() > LONGEST ? "" : code);
        } else if (cells && xml.starts("xf")) {
          int id = xml.number("numFmtId", 0);
          add(style++, codes.getOrDefault(id, builtIn(id)));
        }
      }
    }
  }

  /** ECMA-376 part 1, 18.8.30: the day formats that every spreadsheet program has built in. */
  private static String builtIn(int id) {
    boolean day = id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36;
    return day || id >= 50 && id <= 58 ? "d" : "";
  }

  private void add(int style, String code) {
    days.set(style, DAY.matcher(NOT_SHOWN.matcher(code).replaceAll("")).find());
    if (ZEROS.matcher(code).matches()) {
      digits.put(style, code.length());
    }
  }

  boolean isDay(int style) {
    return style >= 0 && days.get(style);
  }

  /** How many digits are shown at least, as in a column of account numbers formatted 000000. */
  int digits(int style) {
    return digits.getOrDefault(style, 1);
  }
}
