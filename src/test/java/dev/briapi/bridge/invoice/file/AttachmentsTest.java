package dev.briapi.bridge.invoice.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttachmentsTest {
  private static final byte[] PDF = "%PDF-1.4 sample\n%%EOF\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path root;
  private Path folder;
  private Attachments attachments;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(root.resolve("attachments"));
    attachments = new Attachments(folder);
  }

  @Test
  void aPdfIsFoundWithItsHashAndSize() throws Exception {
    Path file = Files.write(folder.resolve("Invoice 1.PDF"), "%PDF-".getBytes());
    assertThat(attachments.find("Invoice 1.PDF"))
        .isEqualTo(
            new Attachment(
                "Invoice 1.PDF",
                "38523c087796e5d5dd1cf9bad1fb026781a838dd9dd2cf8af58b9f6502a46778",
                5,
                file));
  }

  @Test
  void aZipOfPdfsIsFound() throws Exception {
    Files.write(folder.resolve("a.zip"), zip("1.pdf", PDF, "2.PDF", PDF));
    assertThat(attachments.find("a.zip").size()).isEqualTo(Files.size(folder.resolve("a.zip")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".hidden.pdf",
        "../secret.pdf",
        "/etc/secret.pdf",
        "sub/a.pdf",
        "..\\secret.pdf",
        "C:secret.pdf",
        "a\u0000.pdf",
        "a\n.pdf"
      })
  void aHostileNameIsRefusedBeforeTheDiskIsTouched(String name) throws IOException {
    Files.write(root.resolve("secret.pdf"), PDF);
    Files.write(Files.createDirectory(folder.resolve("sub")).resolve("a.pdf"), PDF);
    assertRefused(name, "is not a plain file name");
  }

  @Test
  void whatIsNotThereOrNotAFileIsRefused() throws IOException {
    assertRefused("a.pdf", "is not in the attachments folder");
    Files.createDirectory(folder.resolve("b.pdf"));
    assertRefused("b.pdf", "is not in the attachments folder");
    Files.write(root.resolve("secret.pdf"), PDF);
    Files.createSymbolicLink(folder.resolve("c.pdf"), root.resolve("secret.pdf"));
    assertRefused("c.pdf", "is not in the attachments folder");
  }

  @Test
  void kindAndSizeAreCheckedOnTheContent() throws IOException {
    assertRefused(write("a.exe", PDF), "does not end in .pdf or .zip");
    assertRefused(write("a.pdf", zip("1.pdf", PDF)), "is not a PDF");
    assertRefused(write("b.pdf", new byte[0]), "is not a PDF");
    assertRefused(write("a.zip", PDF), "is not a ZIP");
    byte[] large = new byte[Attachments.LARGEST + 1];
    System.arraycopy(PDF, 0, large, 0, PDF.length);
    assertRefused(write("c.pdf", large), "is larger than 10 MB");
  }

  @Test
  void aZipWithAnythingButPdfsIsRefused() throws IOException {
    byte[] inner = zip("1.pdf", PDF);
    assertRefused(write("a.zip", zip("1.pdf", PDF, "b.txt", PDF)), "holds 'b.txt', which is not");
    assertRefused(write("b.zip", zip("1.pdf", inner)), "holds '1.pdf', which is not a PDF");
    assertRefused(write("c.zip", zip("1.zip", inner)), "holds '1.zip', which is not a PDF");
    assertRefused(write("d.zip", zip("../1.pdf", PDF)), "not a plain path");
    assertRefused(write("e.zip", zip("x/", new byte[0])), "holds no PDF");
    assertRefused(write("f.zip", zip("x\\1.pdf", PDF)), "not a plain path");
    assertRefused(write("h.zip", zip("x/", PDF)), "which is not a PDF");
    assertRefused(write("g.zip", zip()), "is not a ZIP, or is empty");
  }

  @Test
  void aZipMayKeepItsPdfsInFolders() throws Exception {
    byte[] content = zip("x/", new byte[0], "x/y/1.PDF", PDF, "2.pdf", PDF);
    String name = write("folders.zip", content);
    assertThat(new Attachments(folder).find(name).size()).isEqualTo(content.length);
  }

  @Test
  void aZipBombIsRefused() throws IOException {
    byte[] bomb = new byte[101 << 20];
    System.arraycopy(PDF, 0, bomb, 0, PDF.length);
    assertRefused(write("a.zip", zip("1.pdf", bomb)), "unpacks to more than 100 MB");
    Object[] many = new Object[2 * 1001];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = i + ".pdf";
      many[i + 1] = PDF;
    }
    assertRefused(write("b.zip", zip(many)), "too many files");
  }

  @Test
  void anEncryptedOrDamagedZipIsRefused() throws IOException {
    byte[] encrypted = zip("1.pdf", PDF);
    encrypted[6] |= 1;
    assertRefused(write("a.zip", encrypted), "damaged or encrypted");
    byte[] truncated = new byte[40];
    System.arraycopy(zip("1.pdf", PDF), 0, truncated, 0, truncated.length);
    assertRefused(write("b.zip", truncated), "damaged");
    byte[] hiding = zip("1.pdf", PDF, "2.pdf", PDF);
    hiding[hiding.length - 22 + 10] = 3;
    assertRefused(write("c.zip", hiding), "does not match");
  }

  private String write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    return name;
  }

  private void assertRefused(String name, String rule) {
    assertThatThrownBy(() -> attachments.find(name))
        .isInstanceOf(RefusedAttachment.class)
        .hasMessageStartingWith("Attachment '")
        .hasMessageContaining(rule);
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
