package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What L1 keeps, and for how long, with much room and with little. */
class NearCacheTest {

  private static final long TTL = Duration.ofMinutes(1).toNanos();
  private static final long LONG_OVER = TTL + Duration.ofMinutes(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long LATE = Duration.ofMillis(1_999).toNanos();
  private static final int ROOM = 100;

  private final NearCache near = new NearCache(Room.of(ROOM, null), TTL, 0);

  @Test
  void whatIsKeptIsFoundWhileThereIsRoomAndWhenThereIsLittle() {
    for (int i = 0; i < ROOM; i++) {
      put(i, 0);
      for (int j = 0; j <= i; j++) {
        assertThat(near.get(j)).isNotNull();
      }
    }
  }

  @Test
  void whatIsLongOverIsFreedWhereverItIsFound() {
    put("AAPL", 0);
    put("MSFT", LONG_OVER);
    near.tidy(LONG_OVER);
    assertThat(near.get("AAPL")).isNull();
    assertThat(near.get("MSFT")).isNotNull();
    assertThat(near.size()).isEqualTo(1);
  }

  @Test
  void callersFreeNothingThatIsOverWhileOthersDo() {
    long before = TTL + 2 * SECOND;
    put("AAPL", 0);
    near.tidy(before);
    for (int i = 0; i < ROOM / 4; i++) {
      put(i, before + LATE);
    }
    assertThat(near.get("AAPL")).isNotNull();
    near.tidy(before + LATE);
    assertThat(near.get("AAPL")).isNull();
  }

  @Test
  void whatIsKeptStaysForItsTimeThoughTheClockIsLate() {
    put("AAPL", 0);
    near.tidy(SECOND);
    long replaced = SECOND + LATE;
    put("AAPL", replaced);
    near.tidy(replaced + TTL);
    assertThat(near.get("AAPL")).isNotNull();
  }

  @Test
  void aYoungerAnswerTakesThePlaceOfOneThatIsLongOver() {
    put("AAPL", 0);
    Entry young = put("AAPL", LONG_OVER);
    near.tidy(LONG_OVER);
    assertThat(near.get("AAPL")).isSameAs(young);
  }

  @Test
  void theYoungerOfTwoAnswersIsFound() {
    Entry young = put("AAPL", 2);
    put("AAPL", 1);
    assertThat(near.get("AAPL")).isSameAs(young);
    Entry younger = put("AAPL", 3);
    assertThat(near.get("AAPL")).isSameAs(younger);
  }

  @Test
  void whatHasToGoIsFoundNoMore() {
    for (int i = 0; i < 10 * ROOM; i++) {
      put(i, 0);
    }
    near.tidy(0);
    int found = 0;
    for (int i = 0; i < 10 * ROOM; i++) {
      found += near.get(i) == null ? 0 : 1;
    }
    assertThat(found).isLessThanOrEqualTo(ROOM).isEqualTo((int) near.size());
  }

  @Test
  void whatIsAskedForOftenStaysWhereOthersComeAndGo() {
    for (int i = 0; i < ROOM; i++) {
      put(i, 0);
    }
    for (int other = ROOM; other < 50 * ROOM; other++) {
      near.get(0);
      put(other, 0);
    }
    near.tidy(0);
    assertThat(near.get(0)).isNotNull();
  }

  @Test
  void whoAsksWhileLittleRoomIsLeftFindsWhatIsThere() {
    put(new Hooked(() -> {}), 0);
    Runnable crowding =
        () -> {
          for (int i = 0; i < ROOM - 1; i++) {
            put(i, 0);
          }
        };
    assertThat(near.get(new Hooked(crowding))).isNotNull();
  }

  /** Equal to all others of its kind; the first look-up of one does something on its way. */
  private static final class Hooked {
    private Runnable hook;

    Hooked(Runnable hook) {
      this.hook = hook;
    }

    @Override
    public int hashCode() {
      Runnable once = hook;
      hook = () -> {};
      once.run();
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Hooked;
    }
  }

  private Entry put(Object key, long birth) {
    Entry entry =
        Entry.ofNull(new Fence(), birth, birth, new Term(birth + TTL, birth + TTL, birth + TTL), 1);
    near.put(key, entry, Trust.ALONE);
    return entry;
  }
}
