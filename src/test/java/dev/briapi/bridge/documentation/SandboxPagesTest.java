package dev.briapi.bridge.documentation;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.cbm.MagicWord;
import dev.briapi.bridge.sandbox.server.FaultKind;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxPagesTest {
  @Test
  void theReadmeHasEveryMagicWordAndWhatItDoes() {
    List<List<String>> documented =
        Markdown.readme().table("word", "what the sandbox does").stream()
            .map(row -> List.of(Markdown.plain(row.get(0)), row.get(1), row.get(2)))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(MagicWord.values())
                .map(magic -> List.of(magic.word(), magic.effect(), often(magic)))
                .toList());
  }

  @Test
  void theReadmeHasEveryKindOfFaultAndWhatItDoes() {
    List<List<String>> documented =
        Markdown.readme().table("kind", "what it does").stream()
            .map(row -> row.stream().map(Markdown::plain).toList())
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(FaultKind.values())
                .map(kind -> List.of(kind.word(), kind.description()))
                .toList());
  }

  private static String often(MagicWord magic) {
    return switch (magic.attempts()) {
      case Integer.MAX_VALUE -> "always";
      case 1 -> "the first time";
      default -> "the first " + magic.attempts() + " times";
    };
  }
}
