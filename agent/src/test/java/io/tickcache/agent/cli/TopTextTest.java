package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is made of two statuses. */
class TopTextTest {

  private static JsonObject status(String... caches) {
    return JsonObject.parse(
        "{\"version\":\"T 1\",\"uptimeSeconds\":61,\"file\":{\"digest\":\"01\"},\"caches\":["
            + String.join(",", caches)
            + "]}");
  }

  private static String cache(String name, int hits, int misses, int remote, int loads) {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"entries\":7,\"gets\":{\"l1\":{\"hit\":%d,\"negative\":0,\"miss\":%d},"
            + "\"l2\":{\"hit\":%d,\"negative\":0,\"miss\":%d}},\"loads\":%d,\"loadFailures\":0,"
            + "\"invalidations\":0}",
        name,
        hits,
        misses,
        remote,
        loads,
        loads);
  }

  private static String aged(String cache) {
    return cache.replace(
        ",\"loads\"", ",\"age\":{\"p50\":0.07,\"p99\":4.9712,\"max\":null},\"loads\"");
  }

  @Test
  void ratesAreThoseOfTheInterval() {
    TopText text =
        new TopText(
            status(cache("idle", 5, 5, 0, 5), cache("busy", 100, 10, 5, 5)),
            status(cache("idle", 5, 5, 0, 5), aged(cache("busy", 280, 30, 20, 10))),
            2,
            20);

    assertThat(text)
        .hasToString(
            lines(
                "T 1, up 1 min 1 s, digest 01",
                "",
                "RULE  CALLS/S  L1 HITS  L2 HITS  SAVED/S  LOADS/S  FAILED/S  VOIDED/S  ENTRIES  AGE P50  AGE P99  AGE MAX",
                "busy    100.0   90.0 %   75.0 %     97.5      2.5       0.0       0.0        7    70 ms   4.97 s        -",
                "idle      0.0        -        -      0.0      0.0       0.0       0.0        7        -        -        -"));
  }

  @Test
  void budgetsHaveALineEachAndTakeOneOfTheRules() {
    JsonObject status =
        JsonObject.parse(
            "{\"upstreams\":[{\"name\":\"binance\",\"granted\":7,\"waited\":2,\"overdrawn\":1,"
                + "\"waiting\":3,\"windows\":[{\"amount\":20,\"periodMillis\":1000,\"share\":5,"
                + "\"used\":4}]},{\"name\":\"kraken\",\"backOff\":{\"stopped\":true,"
                + "\"leftSeconds\":9.25,\"failed\":12,\"made\":1,\"probes\":2}}],\"caches\":["
                + cache("a", 1, 1, 0, 1)
                + ","
                + cache("b", 1, 1, 0, 1)
                + "]}");

    assertThat(new TopText(status, status, 1, 3).toString())
        .contains(
            "\nupstream binance: 4 of 5 used of 20 per 1 s; 3 calls waiting; 7 at once, 2 after"
                + " waiting, 1 beyond it\nupstream kraken; 0 calls waiting; 0 at once, 0 after waiting,"
                + " 0 beyond it; stopped for 9.25 s, 12 calls failed by that, 1 made all the same,"
                + " 2 probes\n\nRULE",
            "\nand 1 more\n");
  }

  @Test
  void rulesThatShareACacheAreOneLine() {
    JsonObject status =
        JsonObject.parse(
            "{\"rules\":[{\"name\":\"quote\",\"cache\":\"quotes\"},{\"name\":\"many\","
                + "\"cache\":\"quotes\"},{\"name\":\"depth\",\"cache\":\"depth\"}],\"caches\":["
                + cache("quotes", 1, 1, 0, 1)
                + ","
                + cache("depth", 1, 1, 0, 1)
                + "]}");
    assertThat(new TopText(status, status, 1, 20).toString())
        .contains("\ndepth         0.0 ", "\nquote +1      0.0 ");
  }

  @Test
  void aCacheThatIsNewOrCountsAnewIsToldFromItsBeginning() {
    String text =
        new TopText(
                status(cache("again", 100, 100, 0, 100)),
                status(cache("again", 8, 2, 0, 2), cache("new", 1, 1, 0, 1)),
                1,
                20)
            .toString();

    assertThat(text).contains("again     10.0   80.0 %", "new        2.0   50.0 %");
  }

  @Test
  void onlySoManyAreToldAsAreWanted() {
    JsonObject status =
        status(cache("a", 1, 0, 0, 0), cache("b", 3, 0, 0, 0), cache("c", 2, 0, 0, 0));

    assertThat(new TopText(status(), status, 1, 2).toString())
        .contains("\nb ", "\nc ", "and 1 more\n")
        .doesNotContain("\na ");
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
