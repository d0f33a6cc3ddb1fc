package dev.briapi.bridge.documentation;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.briva.BrivaWords;
import dev.briapi.bridge.sandbox.cbm.CbmWords;
import dev.briapi.bridge.sandbox.notification.PushKind;
import dev.briapi.bridge.sandbox.notification.PushState;
import dev.briapi.bridge.sandbox.server.FaultKind;
import dev.briapi.bridge.sandbox.server.MagicWords;
import dev.briapi.bridge.sandbox.snap.Fate;
import dev.briapi.bridge.sandbox.snap.SnapWords;
import dev.briapi.bridge.sandbox.valas.ValasWords;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxPagesTest {
  @Test
  void theReadmeHasEveryMagicWordOfInvoicesAndWhatItDoes() {
    assertDocumented(Markdown.readme().table("word", "what the sandbox does"), CbmWords.table());
  }

  @Test
  void thePageOfTheSandboxHasEveryMagicWordOfEveryProductAndWhatItDoes() {
    Markdown page = Markdown.page("sandbox.md");

    assertDocumented(
        page.table("word in `InvoiceNumber`", "what the sandbox does"), CbmWords.table());
    assertDocumented(
        page.table("word in `keterangan`", "what the sandbox does"), BrivaWords.table());
    assertDocumented(
        page.table("word in `partnerReferenceNo`, `remark`, `fileName`", "what the sandbox does"),
        ValasWords.table());
    assertDocumented(
        page.table("word in `partnerReferenceNo`, `customerReference`", "what the sandbox does"),
        SnapWords.table());
  }

  private static void assertDocumented(List<List<String>> table, MagicWords words) {
    List<List<String>> documented =
        table.stream()
            .map(row -> List.of(Markdown.plain(row.get(0)), row.get(1), row.get(2)))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            words.all().stream()
                .map(magic -> List.of(magic.word(), magic.effect(), magic.often()))
                .toList());
  }

  @Test
  void thePageOfTheSandboxHasEveryFateOfATransfer() {
    List<List<String>> documented =
        Markdown.page("sandbox.md").table("word", "what becomes of the transfer").stream()
            .map(row -> List.of(Markdown.plain(row.get(0)), row.get(1)))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(Fate.values())
                .map(fate -> List.of(fate == Fate.PAID ? "none" : fate.word(), fate.effect()))
                .toList());
  }

  @Test
  void thePageOfTheSandboxHasEveryOrderAndStateOfANotification() {
    Markdown page = Markdown.page("sandbox.md");

    assertThat(plain(page.table("order", "the payment")))
        .containsExactlyElementsOf(
            Arrays.stream(PushKind.values())
                .map(kind -> List.of(kind.word(), kind.description()))
                .toList());
    assertThat(plain(page.table("state of a push", "what it means")))
        .containsExactlyElementsOf(
            Arrays.stream(PushState.values())
                .map(state -> List.of(state.word(), state.description()))
                .toList());
  }

  private static List<List<String>> plain(List<List<String>> table) {
    return table.stream().map(row -> row.stream().map(Markdown::plain).toList()).toList();
  }

  @Test
  void theReadmeAndThePageOfTheSandboxHaveEveryKindOfFaultAndWhatItDoes() {
    for (Markdown page : List.of(Markdown.readme(), Markdown.page("sandbox.md"))) {
      List<List<String>> documented =
          page.table("kind", "what it does").stream()
              .map(row -> row.stream().map(Markdown::plain).toList())
              .toList();

      assertThat(documented)
          .as(page.file().toString())
          .containsExactlyElementsOf(
              Arrays.stream(FaultKind.values())
                  .map(kind -> List.of(kind.word(), kind.description()))
                  .toList());
    }
  }
}
