package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much L1 holds where its bytes are bounded. */
class RoomTest {

  private static final long KILOBYTE = 1024;
  private static final long TTL = Duration.ofHours(1).toNanos();

  @Test
  void anEntryWeighsItsBytes() {
    assertThat(Room.of(Integer.MAX_VALUE, 64 * KILOBYTE).weight("AAPL", 1000))
        .isEqualTo(Room.ENTRY_BYTES + 4 + 1000);
  }

  @Test
  void asManyEntriesAsThereMayBeWeighAsMuchAsThereMayBe() {
    Room room = Room.of(10, 64 * KILOBYTE);

    assertThat(10 * room.weight("AAPL", 0)).isGreaterThanOrEqualTo((int) room.capacity());
  }

  @Test
  void theBytesOfAllEntriesAreBounded() {
    Room room = Room.of(Integer.MAX_VALUE, 100 * KILOBYTE);
    NearCache near = new NearCache(room, TTL, 0);

    for (int i = 0; i < 1_000; i++) {
      put(near, i, room.weight("AAPL", 10 * KILOBYTE), 1);
      near.tidy(0);
    }

    assertThat(near.size()).isBetween(8L, 9L);
  }

  @Test
  void theNumberIsBoundedToo() {
    Room room = Room.of(10, 1024 * KILOBYTE);
    NearCache near = new NearCache(room, TTL, 0);

    for (int i = 0; i < 1_000; i++) {
      put(near, i, room.weight("AAPL", 1), 1);
      near.tidy(0);
    }

    assertThat(near.size()).isBetween(9L, 10L);
  }

  @Test
  void whatIsLargerThanAllTheRoomIsNotKeptAndThrowsNothingOut() {
    Room room = Room.of(Integer.MAX_VALUE, 100 * KILOBYTE);
    NearCache near = new NearCache(room, TTL, 0);
    put(near, "small", room.weight("AAPL", KILOBYTE), 1);

    put(near, "large", room.weight("AAPL", 101 * KILOBYTE), 1);
    near.tidy(0);

    assertThat(near.get("large")).isNull();
    assertThat(near.get("small")).isNotNull();
  }

  @Test
  void theOlderAnswerDoesNotOutliveOneThatIsTooLarge() {
    Room room = Room.of(Integer.MAX_VALUE, 100 * KILOBYTE);
    NearCache near = new NearCache(room, TTL, 0);
    put(near, "AAPL", room.weight("AAPL", KILOBYTE), 1);

    put(near, "AAPL", room.weight("AAPL", 101 * KILOBYTE), 2);

    assertThat(near.get("AAPL")).isNull();
  }

  @Test
  void theYoungerAnswerStaysWhereAnOlderOneIsTooLarge() {
    Room room = Room.of(Integer.MAX_VALUE, 100 * KILOBYTE);
    NearCache near = new NearCache(room, TTL, 0);
    put(near, "AAPL", room.weight("AAPL", KILOBYTE), 2);

    put(near, "AAPL", room.weight("AAPL", 101 * KILOBYTE), 1);

    assertThat(near.get("AAPL")).isNotNull();
  }

  private static void put(NearCache near, Object key, int weight, long birth) {
    Term term = new Term(TTL, TTL, TTL);
    near.put(key, Entry.ofNull(new Fence(), birth, 0, term, weight), Trust.ALONE);
  }
}
