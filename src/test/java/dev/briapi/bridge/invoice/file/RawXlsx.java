package dev.briapi.bridge.invoice.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written part by part, to hold what no library would write. */
final class RawXlsx {
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  static RawXlsx workbook() throws IOException {
    return new RawXlsx()
        .part(
            "_rels/.rels",
            "<Relationships><Relationship Id='r1' Type='"
                + OFFICE
                + "/officeDocument' Target='xl/workbook.xml'/></Relationships>")
        .part(
            "xl/workbook.xml",
            "<workbook xmlns:r='"
                + OFFICE
                + "'><workbookPr/><sheets>"
                + "<sheet name='h' sheetId='2' state='hidden' r:id='r9'/>"
                + "<sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>")
        .part(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='"
                + OFFICE
                + "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='"
                + OFFICE
                + "/sharedStrings' Target='/xl/sharedStrings.xml'/><Relationship Id='r3' Type='"
                + OFFICE
                + "/styles' Target='styles.xml'/></Relationships>")
        .part(
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='000000000000000'/>"
                + "<numFmt numFmtId='171' formatCode='[$-421]dd\\ mmmm\\ yyyy;@'/>"
                + "<numFmt numFmtId='172' formatCode='#,##0.00\" days\"'/></numFmts>"
                + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/>"
                + "<xf numFmtId='171'/><xf numFmtId='172'/></cellXfs></styleSheet>");
  }

  RawXlsx part(String name, String content) throws IOException {
    return part(name, content.getBytes(StandardCharsets.UTF_8), 1);
  }

  RawXlsx part(String name, byte[] content, int times) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    for (int i = 0; i < times; i++) {
      zip.write(content);
    }
    zip.closeEntry();
    return this;
  }

  /** The sheet, with a header of InvoiceNumber, Amount, InvoiceDate, Description. */
  byte[] sheet(String rows) throws IOException {
    return part(
            "xl/worksheets/sheet1.xml",
            "<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData><row r='1'/><row r='3'>"
                + text("A3", "InvoiceNumber")
                + text("B3", "Amount")
                + text("C3", "InvoiceDate")
                + text("D3", "Description")
                + "</row>"
                + rows
                + "</sheetData></worksheet>")
        .bytes();
  }

  static String text(String cell, String text) {
    return "<c r='" + cell + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
  }

  byte[] bytes() throws IOException {
    zip.close();
    return bytes.toByteArray();
  }
}
