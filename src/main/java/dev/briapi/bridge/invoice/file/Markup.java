package dev.briapi.bridge.invoice.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XML part of a spreadsheet, element by element, with everything refused that a spreadsheet has
 * no use for and a parser would have to remember: document types, deep nesting, endless new names.
 */
final class Markup implements AutoCloseable {
  private static final int FIRST_BYTES = 3;
  private static final int DEPTH = 64;
  private static final int NAMES = 2000;

  private final XMLStreamReader xml;
  private final Set<String> names = new HashSet<>();
  private int depth;
  private int event;
  private String name;

  /** Reads UTF-8 only, which is what every spreadsheet program writes. */
  Markup(InputStream part) throws IOException, XMLStreamException {
    InputStream in = new BufferedInputStream(part);
    in.mark(FIRST_BYTES);
    boolean mark = Utf8.startsWith(in.readNBytes(FIRST_BYTES), 0xEF, 0xBB, 0xBF);
    in.reset();
    in.skipNBytes(mark ? FIRST_BYTES : 0);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    // decoded here and strictly: the parser's own decoder writes its complaints to standard error
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    this.xml = factory.createXMLStreamReader(text);
  }

  /** Moves on to the next start or end of an element or piece of text; false at the end. */
  boolean next() throws XMLStreamException {
    try {
      while (xml.hasNext()) {
        event = xml.next();
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> {
            check(++depth <= DEPTH, "elements are nested too deeply");
            name = xml.getLocalName();
            remember();
            return true;
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            name = xml.getLocalName();
            return true;
          }
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            return true;
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              check(false, "document types and entities are not allowed");
          default -> {}
        }
      }
      return false;
    } catch (RuntimeException e) { // the parser's own slips on broken input
      throw new XMLStreamException("the XML is broken", e);
    }
  }

  private void remember() throws XMLStreamException {
    names.add(name);
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      names.add(xml.getAttributeLocalName(i));
    }
    check(names.size() <= NAMES, "there are too many different names");
  }

  private static void check(boolean condition, String message) throws XMLStreamException {
    if (!condition) {
      throw new XMLStreamException(message);
    }
  }

  boolean starts(String name) {
    return event == XMLStreamConstants.START_ELEMENT && this.name.equals(name);
  }

  boolean ends(String name) {
    return event == XMLStreamConstants.END_ELEMENT && this.name.equals(name);
  }

  /** An attribute by its local name, whatever the namespace; null when it is not there. */
  String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /** An attribute that is a whole number; the other value when it is absent or is not one. */
  int number(String name, int otherwise) {
    String value = attribute(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Adds the current text, if the event is one, but never more than one character too many. */
  void appendText(StringBuilder text, int limit) {
    if (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      int room = Math.max(0, limit + 1 - text.length());
      text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
    }
  }

  @Override
  public void close() throws XMLStreamException {
    xml.close();
  }
}
