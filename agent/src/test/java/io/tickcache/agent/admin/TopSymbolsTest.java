package io.tickcache.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickcache.agent.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Which symbols are said to be asked for most. */
class TopSymbolsTest {

  private final AdminFixture fixture = new AdminFixture(false);
  private final TopSymbols symbols = new TopSymbols(Object::toString);

  @AfterEach
  void end() {
    fixture.close();
  }

  private List<Map<String, Object>> shown() {
    Json json = new Json().object();
    symbols.write(json, "quotes");
    Map<String, List<Map<String, Object>>> written = new Yaml().load(json.end().toString());
    return written.get("symbols");
  }

  private void lookAt(long seconds) {
    symbols.look(fixture.inForce.caches, TimeUnit.SECONDS.toNanos(seconds));
  }

  private void hit(String symbol, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(fixture.holds(symbol)).isTrue();
    }
  }

  @Test
  void theMostFrequentComeFirst() throws Exception {
    fixture.load("AAPL");
    fixture.load("MSFT");
    hit("MSFT", 5_000);
    lookAt(0);
    assertThat(shown()).as("before anything is sampled").isEmpty();

    for (int second = 1; second <= 10; second++) {
      hit("AAPL", 9_000);
      hit("MSFT", 1_000);
      lookAt(second);
    }

    assertThat(shown()).extracting(each -> each.get("symbol")).containsExactly("AAPL", "MSFT");
    assertThat((Double) shown().get(0).get("share")).isCloseTo(0.9, within(0.08));
  }

  @Test
  void nothingIsKeptWhenItIsOver() throws Exception {
    fixture.load("AAPL");
    lookAt(0);
    hit("AAPL", 5_000);
    symbols.close();
    hit("AAPL", 5_000);

    fixture
        .cache
        .stats()
        .takeSample(
            key -> {
              throw new AssertionError("kept " + key);
            });
    assertThat(shown()).isEmpty();
  }

  @Test
  void whatIsFrequentNowOutweighsWhatWas() throws Exception {
    fixture.load("AAPL");
    fixture.load("MSFT");
    lookAt(0);
    hit("AAPL", 20_000);
    for (int minutes = 1; minutes <= 30; minutes++) {
      lookAt(minutes * 60L);
    }
    hit("MSFT", 2_000);
    lookAt(1801);

    assertThat(shown().get(0)).containsEntry("symbol", "MSFT");
  }

  @Test
  void manySymbolsTakeLittleRoomAndTheFrequentAreFound() {
    FrequentSymbols counts = new FrequentSymbols();
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      counts.add(random.nextInt(10) == 0 ? "AAPL" : "S" + random.nextInt(10_000));
    }

    assertThat(counts.counts()).hasSize(100);
    assertThat(counts.total()).isEqualTo(50_000);
    assertThat(counts.counts().get("AAPL")).isBetween(4_500L, 6_000L);
  }
}
