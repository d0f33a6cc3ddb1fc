package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * Where the parts of a spreadsheet are that matter here.
 *
 * @param sheet the part of the first visible sheet
 * @param sharedStrings the part with the shared texts, or null
 * @param styles the part with the number formats, or null
 * @param from1904 whether days are counted from 1904 rather than 1900
 */
record Workbook(String sheet, String sharedStrings, String styles, boolean from1904) {
  private record Relation(String type, String target) {}

  private static final int MOST_RELATIONS = 10_000;

  static Workbook of(XlsxParts parts) throws IOException, XMLStreamException {
    String main = "xl/workbook.xml";
    for (Relation relation : relations(parts, "_rels/.rels", "").values()) {
      main = relation.type().endsWith("/officeDocument") ? relation.target() : main;
    }
    String folder = main.substring(0, main.lastIndexOf('/') + 1);
    String file = main.substring(folder.length());
    Map<String, Relation> relations = relations(parts, folder + "_rels/" + file + ".rels", folder);
    String sharedStrings = null;
    String styles = null;
    for (Relation relation : relations.values()) {
      if (relation.type().endsWith("/sharedStrings")) {
        sharedStrings = relation.target();
      } else if (relation.type().endsWith("/styles")) {
        styles = relation.target();
      }
    }
    String sheet = null;
    boolean from1904 = false;
    try (InputStream in = parts.open(main);
        Markup xml = new Markup(in)) {
      while (sheet == null && xml.next()) {
        if (xml.starts("workbookPr")) {
          String value = xml.attribute("date1904");
          from1904 = "1".equals(value) || "true".equals(value);
        } else if (xml.starts("sheet") && visible(xml)) {
          Relation relation = relations.get(xml.attribute("id"));
          sheet = relation == null ? null : relation.target();
        }
      }
    }
    if (!parts.has(sheet)) {
      throw XlsxParts.notASpreadsheet(null);
    }
    return new Workbook(sheet, sharedStrings, styles, from1904);
  }

  private static boolean visible(Markup xml) {
    String state = xml.attribute("state");
    return state == null || state.equals("visible");
  }

  private static Map<String, Relation> relations(XlsxParts parts, String part, String folder)
      throws IOException, XMLStreamException {
    Map<String, Relation> relations = new HashMap<>();
    try (InputStream in = parts.open(part);
        Markup xml = new Markup(in)) {
      while (xml.next() && relations.size() < MOST_RELATIONS) {
        if (xml.starts("Relationship")
            && xml.attribute("Type") != null
            && xml.attribute("Target") != null) {
          relations.put(
              xml.attribute("Id"),
              new Relation(xml.attribute("Type"), resolve(folder, xml.attribute("Target"))));
        }
      }
    }
    return relations;
  }

  private static String resolve(String folder, String target) {
    Deque<String> path = new ArrayDeque<>();
    for (String step : (target.startsWith("/") ? target : folder + target).split("/")) {
      if (step.equals("..")) {
        path.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        path.add(step);
      }
    }
    return String.join("/", path);
  }
}
