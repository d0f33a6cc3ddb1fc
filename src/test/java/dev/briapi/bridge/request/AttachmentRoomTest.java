package dev.briapi.bridge.request;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttachmentRoomTest {
  private static final long LARGEST = 10L * 1024 * 1024;

  private static Attempt attempt(int number) {
    return new Attempt(null, number, "id-" + number, 0, null);
  }

  @Test
  void fourOfTheLargestAreUnderWayAndTheNextWaitsForOneToEnd() throws Exception {
    AttachmentRoom room = new AttachmentRoom(Duration.ofMinutes(1));
    for (int i = 0; i < 4; i++) {
      assertThat(room.enter(attempt(i), LARGEST)).isFalse();
    }
    ExecutorService next = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> waited = next.submit(() -> room.enter(attempt(4), LARGEST));
      room.leave(attempt(99));
      assertThat(waited.isDone()).isFalse();
      room.leave(attempt(0));
      assertThat(waited.get(20, TimeUnit.SECONDS)).isNotNull();
    } finally {
      next.shutdownNow();
    }
  }

  @Test
  void whatIsGivenBackTwiceCountsOnceAndWhoFindsNoRoomFails() throws Exception {
    AttachmentRoom room = new AttachmentRoom(Duration.ofMillis(1));
    for (int i = 0; i < 4; i++) {
      room.enter(attempt(i), LARGEST);
    }
    room.leave(attempt(0));
    room.leave(attempt(0));
    room.enter(attempt(4), LARGEST);

    assertThatThrownBy(() -> room.enter(attempt(5), LARGEST))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void manySmallOnesAreUnderWay() throws Exception {
    AttachmentRoom room = new AttachmentRoom(Duration.ofMillis(1));
    for (int i = 0; i < 64; i++) {
      assertThat(room.enter(attempt(i), 1_000)).isFalse();
    }
  }
}
