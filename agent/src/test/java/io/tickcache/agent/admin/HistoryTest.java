package io.tickcache.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What is kept of the last quarter of an hour. */
class HistoryTest {

  private final AdminFixture fixture = new AdminFixture(false);
  private final History history = new History();

  @AfterEach
  void end() {
    fixture.close();
  }

  private void lookAt(double seconds) {
    lookAt(seconds, Series.UNKNOWN);
  }

  private void lookAt(double seconds, int ageMillis) {
    history.look(
        fixture.inForce.caches,
        Long.MAX_VALUE - 7 + (long) (seconds * TimeUnit.SECONDS.toNanos(1)),
        cache -> ageMillis);
  }

  private List<Integer> samples(String name) {
    Json json = new Json().object();
    history.write(json, "quotes");
    Map<String, Map<String, List<Integer>>> written = new Yaml().load(json.end().toString());
    return written.get("history").get(name);
  }

  @Test
  void aSampleHoldsWhatHappenedInFiveSeconds() {
    lookAt(0);
    fixture.cache.stats().nearHits.add(3);
    fixture.cache.stats().nearNegatives.add(4);
    fixture.cache.stats().remoteHits.add(2);
    fixture.cache.stats().nearMisses.add(5);
    fixture.cache.stats().loads.add(1);
    lookAt(4.9);
    assertThat(samples("l1")).isEmpty();

    lookAt(5.1);
    fixture.cache.stats().nearHits.add(6);
    lookAt(10.8);

    assertThat(samples("l1")).containsExactly(7, 6);
    assertThat(samples("l2")).containsExactly(2, 0);
    assertThat(samples("l1Misses")).containsExactly(5, 0);
    assertThat(samples("loads")).containsExactly(1, 0);
  }

  @Test
  void theAgeOfHitsIsWhatItWasAtEachSample() {
    lookAt(0, 70);
    fixture.cache.stats().nearHits.add(3);
    lookAt(5);
    assertThat(samples("ageMillis")).as("no ages").isNull();

    lookAt(10, 4_900);
    lookAt(25, 0);

    assertThat(samples("ageMillis")).containsExactly(null, 4_900, null, null, 0);
    assertThat(samples("l1")).containsExactly(3, 0, 0, 0, 0);
  }

  @Test
  void whatStoodStillHasEmptySamples() {
    lookAt(0);
    fixture.cache.stats().nearHits.add(1);
    lookAt(5);
    fixture.cache.stats().nearHits.add(9);

    lookAt(26);
    fixture.cache.stats().nearHits.add(2);
    lookAt(30);

    assertThat(samples("l1")).containsExactly(1, 0, 0, 0, 9, 2);
  }

  @Test
  void onlyTheLatestAreKept() {
    lookAt(0);
    for (int i = 1; i <= 200; i++) {
      fixture.cache.stats().nearHits.add(i);
      lookAt(i * 5);
    }
    assertThat(samples("l1")).hasSize(180).startsWith(21, 22).endsWith(199, 200);

    fixture.cache.stats().nearHits.add(1);
    lookAt(1_000_000);

    assertThat(samples("l1")).hasSize(180).endsWith(0, 1);
    assertThat(samples("l1").subList(0, 179)).isEqualTo(Collections.nCopies(179, 0));
  }

  @Test
  void cachesThatAreGoneAreForgotten() {
    lookAt(0);
    fixture.cache.stats().nearHits.add(1);
    lookAt(5);

    history.look(
        fixture.inForce.caches.next(Backplane.Sync.ALONE),
        Long.MAX_VALUE - 7 + TimeUnit.SECONDS.toNanos(10),
        cache -> Series.UNKNOWN);

    Json json = new Json().object();
    history.write(json, "quotes");
    assertThat(json.end()).hasToString("{}");
  }
}
