package dev.briapi.bridge.documentation;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import dev.briapi.bridge.payment.notification.Result;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationPageTest {
  @Test
  void everyResultThatIsCountedIsExplained() {
    assertThat(Markdown.page("notifications.md").words("result", "meaning"))
        .containsExactlyElementsOf(Arrays.stream(Result.values()).map(Result::word).toList());
  }
}
