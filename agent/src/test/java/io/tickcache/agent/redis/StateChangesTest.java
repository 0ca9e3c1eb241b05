package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.rules.BreakerSettings;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is remembered of the states that the breaker and the backplane went through. */
class StateChangesTest {

  private final AtomicLong clock = new AtomicLong(1_000);
  private final StateChanges changes = new StateChanges(clock::get);

  @Test
  void onlyTheLatestAreKeptTheOldestFirst() {
    for (int i = 0; i < 30; i++) {
      clock.set(i);
      changes.add("backplane", Backplane.Sync.SYNCED, Backplane.Sync.OUT, "why " + i);
    }

    assertThat(changes.all()).hasSize(20);
    StateChange first = changes.all().get(0);
    assertThat(first.wallMillis).isEqualTo(10);
    assertThat(first.what + " " + first.from + " " + first.to + " " + first.why)
        .isEqualTo("backplane synced out why 10");
  }

  @Test
  void theBreakerTellsOfItsStates() {
    BreakerSettings settings =
        RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", 1), 0))
            .build()
            .breaker();
    AtomicLong nanos = new AtomicLong();
    Breaker breaker = new Breaker(settings, nanos::get, changes);
    for (int i = 0; i < settings.window(); i++) {
      breaker.failed(1, new IllegalStateException());
    }
    nanos.addAndGet(settings.openFor().toNanos());
    assertThat(breaker.mayProbe()).isTrue();
    breaker.succeeded(1);

    assertThat(changes.all())
        .extracting(change -> change.what + " " + change.from + " " + change.to)
        .containsExactly(
            "breaker closed open", "breaker open half_open", "breaker half_open closed");
  }
}
