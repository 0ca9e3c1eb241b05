package io.tickcache.agent.admin;

import static io.tickcache.agent.upstream.Taking.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.Warmed;
import io.tickcache.agent.http.Access;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.http.Request;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.Rejection;
import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the port answers to those who are let in. */
class EndpointsTest {

  private final Access access =
      new Access(new AdminSettings(new HostPort("127.0.0.1", 80), "s3cret"), 80);
  private AdminFixture fixture = new AdminFixture(false);

  @AfterEach
  void end() {
    fixture.close();
  }

  private void withRedis() {
    fixture.close();
    fixture = new AdminFixture(true);
  }

  private Answer ask(String method, String target, String... headers) throws Exception {
    Map<String, List<String>> map = new TreeMap<>();
    map.put("host", List.of("localhost"));
    map.put("authorization", List.of("Bearer s3cret"));
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], List.of(headers[i + 1]));
    }
    return fixture
        .endpoints
        .answer(new Request(method, target, map), access)
        .get(10, TimeUnit.SECONDS);
  }

  private Map<String, Object> json(String path) throws Exception {
    Answer answer = ask("GET", path);
    assertThat(answer.type()).isEqualTo("application/json");
    return new Yaml().load(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/ready", "/status", "/metrics", "/health?x=y"})
  void everythingThatIsThereCanBeRead(String path) throws Exception {
    assertThat(ask("GET", path).status()).isEqualTo(200);
    assertThat(ask("HEAD", path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Health", "/health/", "/status.json", "/../health", "//", "/%68ealth"})
  void whatIsNotThereIsToldSo(String path) throws Exception {
    assertThat(ask("GET", path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /health, 'GET, HEAD'",
    "OPTIONS, /metrics, 'GET, HEAD'",
    "DELETE, /, 'GET, HEAD'",
    "get, /status, 'GET, HEAD'",
    "GET, /invalidate, POST",
    "HEAD, /invalidate, POST",
    "PUT, /invalidate, POST"
  })
  void otherMethodsAreToldTheRightOne(String method, String path, String allowed) throws Exception {
    Answer answer = ask(method, path);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", allowed);
  }

  @Test
  void metersHaveTheFormThatIsAskedFor() throws Exception {
    Answer usual = ask("GET", "/metrics");
    Answer open =
        ask("GET", "/metrics", "accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");

    assertThat(usual.type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(usual.body()).contains("# TYPE tickcache_cache_gets_total counter\n");
    assertThat(open.type()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(open.body()).contains("# TYPE tickcache_cache_gets counter\n").endsWith("# EOF\n");
  }

  @Test
  void withoutRedisItIsUpAndReady() throws Exception {
    assertThat(json("/health"))
        .isEqualTo(
            Map.of(
                "status",
                "UP",
                "components",
                Map.of(
                    "rules",
                    Map.of(
                        "status", "UP", "details", Map.of("digest", "0123456789ab", "count", 2)))));
    assertThat(json("/ready")).isEqualTo(Map.of("status", "UP"));
  }

  @Test
  void whileRedisIsOutItsHealthIsDegradedAndStill200() throws Exception {
    withRedis();

    assertThat(ask("GET", "/health").status()).isEqualTo(200);
    assertThat(json("/health")).containsEntry("status", "DEGRADED");
    assertThat((Map<?, ?>) json("/health").get("components"))
        .extracting("redis")
        .isEqualTo(
            Map.of("status", "DOWN", "details", Map.of("breaker", "closed", "backplane", "out")));
  }

  @Test
  void itIsReadyWhenRedisHasHadItsTime() throws Exception {
    withRedis();
    assertThat(ask("GET", "/ready").status()).as("not begun").isEqualTo(503);
    fixture.redis.start();
    assertThat(ask("GET", "/ready").status()).isEqualTo(503);
    assertThat(json("/ready")).isEqualTo(Map.of("status", "OUT_OF_SERVICE"));

    fixture.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(ask("GET", "/ready").status()).isEqualTo(200);
  }

  @Test
  void theStatusTellsRulesAndCaches() throws Exception {
    fixture.load("AAPL");
    fixture.cache.stats().nearHits.add(6);
    fixture.cache.stats().remoteHits.add(1);
    fixture.cache.stats().nearMisses.add(2);

    Map<String, Object> status = json("/status");

    assertThat(status).containsEntry("version", "Tickcache 1").containsEntry("uptimeSeconds", 42);
    assertThat(status.get("java"))
        .extracting("version")
        .isEqualTo(System.getProperty("java.version"));
    assertThat(status.get("file"))
        .isEqualTo(
            Map.of("source", "dir/test \"rules\".yaml", "digest", "0123456789ab", "rules", 2));
    assertThat((List<?>) status.get("rules"))
        .first()
        .isEqualTo(
            Map.of(
                "name",
                "quotes",
                "mode",
                "cache",
                "ttlMillis",
                5000,
                "cache",
                "quotes",
                "refreshAhead",
                false,
                "bound",
                0,
                "refusals",
                0,
                "methods",
                List.of(),
                "keys",
                Map.of(),
                "refused",
                List.of()));
    assertThat((List<?>) status.get("caches"))
        .singleElement()
        .satisfies(
            cache -> {
              Map<?, ?> told = (Map<?, ?>) cache;
              assertThat(told.get("entries")).isEqualTo(1);
              assertThat(told.get("loads")).isEqualTo(1);
              assertThat(told.get("savedCalls")).isEqualTo(7);
              assertThat(told.get("hitRatio")).isEqualTo(0.875);
              assertThat(told.get("l1HitRatio")).isEqualTo(0.75);
              assertThat(told.get("gets"))
                  .extracting("l1")
                  .isEqualTo(Map.of("hit", 6, "negative", 0, "stale", 0, "miss", 2));
            });
    assertThat(status).doesNotContainKey("redis");
    assertThat(ask("GET", "/status").body()).doesNotContain("AAPL", "s3cret");
  }

  @Test
  void theStatusTellsWhatIsUsedOfBudgets() throws Exception {
    Budget budget = fixture.budgets.inForce().get(0);
    take(budget, 15).end();
    take(budget, 6).end();
    budget.brake().begin().refused(new Rejection(0, "slow down", 0));

    assertThat((List<?>) json("/status").get("upstreams"))
        .singleElement()
        .satisfies(
            upstream -> {
              Map<?, ?> told = (Map<?, ?>) upstream;
              assertThat(told.get("name")).isEqualTo("binance");
              assertThat(told.get("granted")).isEqualTo(1);
              assertThat(told.get("waited")).isEqualTo(0);
              assertThat(told.get("overdrawn")).isEqualTo(1);
              assertThat(told.get("waiting")).isEqualTo(0);
              Map<?, ?> backOff = (Map<?, ?>) told.get("backOff");
              assertThat(backOff.get("stopped")).isEqualTo(true);
              assertThat((double) backOff.get("leftSeconds")).isPositive();
              assertThat(backOff.get("failed")).isEqualTo(0);
              assertThat((List<?>) told.get("windows"))
                  .singleElement()
                  .isEqualTo(Map.of("amount", 20, "periodMillis", 1000, "share", 20, "used", 21));
            });
  }

  @Test
  void theStatusTellsTheHistoryAndHowLongThingsTook() throws Exception {
    fixture.load("AAPL");
    fixture.figures.look(fixture.inForce.caches, 0);
    fixture.cache.stats().nearHits.add(6);
    fixture.figures.look(fixture.inForce.caches, TimeUnit.SECONDS.toNanos(5));

    assertThat(json("/status").toString()).doesNotContain("history");
    assertThat((List<?>) json("/status?rule=quotes").get("caches"))
        .singleElement()
        .satisfies(
            cache -> {
              Map<?, ?> told = (Map<?, ?>) cache;
              assertThat(told.get("history"))
                  .isEqualTo(
                      Map.of(
                          "seconds",
                          5,
                          "l1",
                          List.of(6),
                          "l2",
                          List.of(0),
                          "l1Misses",
                          List.of(0),
                          "loads",
                          List.of(0)));
              Map<?, ?> latency = (Map<?, ?>) told.get("latency");
              assertThat(latency.keySet()).isEqualTo(Set.of("load"));
              Map<?, ?> load = (Map<?, ?>) latency.get("load");
              assertThat(load.keySet()).isEqualTo(Set.of("p50", "p99", "p999", "max"));
              assertThat((Double) load.get("p99")).isPositive();
              assertThat(told.get("age")).isNull();
            });
  }

  @Test
  void theStatusTellsWhatWatchingHasShown() throws Exception {
    ShadowStats shadow = fixture.cache.stats().shadow();
    assertThat(json("/status?rule=quotes").toString()).doesNotContain("shadow");
    shadow.calls.add(2);
    shadow.differed(List.of("price"), TimeUnit.MILLISECONDS.toNanos(1_500));

    assertThat((List<?>) json("/status?rule=quotes").get("caches"))
        .singleElement()
        .satisfies(
            cache -> {
              Map<?, ?> told = (Map<?, ?>) ((Map<?, ?>) cache).get("shadow");
              assertThat(told.get("calls")).isEqualTo(2);
              assertThat(told.get("different")).isEqualTo(1);
              assertThat(told.get("oldestSeconds")).isEqualTo(1.5);
              assertThat(told.get("differences")).isEqualTo(Map.of("price", 1));
              assertThat(((Number) told.get("seconds")).doubleValue()).isNotNegative();
            });
  }

  @Test
  void theStatusTellsWhichSymbolsWereReady() throws Exception {
    assertThat(json("/status?rule=quotes").toString()).doesNotContain("warmUp");
    fixture.cache.stats().warmed(Warmed.L2).add(480);
    fixture.cache.stats().warmed(Warmed.BUDGET).add(20);
    fixture.cache.stats().warmedUpIn(TimeUnit.MILLISECONDS.toNanos(500));

    assertThat((List<?>) json("/status?rule=quotes").get("caches"))
        .singleElement()
        .satisfies(
            cache -> {
              Map<?, ?> told = (Map<?, ?>) ((Map<?, ?>) cache).get("warmUp");
              assertThat(told.get("seconds")).isEqualTo(0.5);
              assertThat(told.get("l2")).isEqualTo(480);
              assertThat(told.get("budget")).isEqualTo(20);
              assertThat(told.get("loaded")).isEqualTo(0);
            });
  }

  @Test
  void theStatusTellsHowOldHitsWere() throws Exception {
    fixture.load("AAPL");
    fixture.figures.look(fixture.inForce.caches, 0);
    for (int i = 0; i < 5_000; i++) {
      assertThat(fixture.holds("AAPL")).isTrue();
    }
    fixture.figures.look(fixture.inForce.caches, TimeUnit.SECONDS.toNanos(5));

    Map<?, ?> cache = (Map<?, ?>) ((List<?>) json("/status?rule=quotes").get("caches")).get(0);
    Map<?, ?> age = (Map<?, ?>) cache.get("age");
    assertThat(age.keySet()).isEqualTo(Set.of("p50", "p99", "p999", "max"));
    assertThat((Double) age.get("p50")).isPositive().isLessThanOrEqualTo((Double) age.get("p99"));
    assertThat((Double) age.get("p99")).isLessThanOrEqualTo((Double) age.get("max"));
    assertThat(((Map<?, ?>) cache.get("history")).get("ageMillis"))
        .isEqualTo(List.of((int) (1000 * (Double) age.get("p99"))));
    fixture.figures.know(null);
    assertThat(json("/status").toString()).contains("age=null");
  }

  @Test
  void theStatusTellsOfSomeRulesOrOfAllInBrief() throws Exception {
    fixture.load("AAPL");

    assertThat(names(json("/status?rule=depth"), "rules")).containsExactly("depth");
    assertThat(names(json("/status?rule=depth"), "caches")).isEmpty();
    assertThat(names(json("/status?rule=quotes&rule=gone"), "caches")).containsExactly("quotes");

    Map<String, Object> brief = json("/status?brief&rule=depth");
    assertThat(names(brief, "rules")).containsExactly("quotes", "depth");
    assertThat((List<?>) brief.get("rules"))
        .extracting(rule -> ((Map<?, ?>) rule).containsKey("methods"))
        .containsExactly(false, true);
    assertThat((List<?>) brief.get("caches"))
        .singleElement()
        .extracting(cache -> ((Map<?, ?>) cache).containsKey("latency"))
        .isEqualTo(false);
  }

  private static List<Object> names(Map<String, Object> status, String list) {
    return ((List<?>) status.get(list))
        .stream().<Object>map(each -> ((Map<?, ?>) each).get("name")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status?rules=quotes", "/status?rule=%zz"})
  void aWrongQuestionForTheStatusIsToldItsForm(String target) throws Exception {
    Answer answer = ask("GET", target);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("/status?brief&rule=RULE");
  }

  @Test
  void whoCanOpenNothingWithoutTheTokenGetsThePageToTypeItIn() throws Exception {
    Access open = new Access(new AdminSettings(new HostPort("0.0.0.0", 80), "s3cret"), 80);
    Map<String, List<String>> headers = Map.of("host", List.of("trader"));

    Answer page =
        fixture.endpoints.answer(new Request("GET", "/", headers), open).get(10, TimeUnit.SECONDS);
    Answer status =
        fixture
            .endpoints
            .answer(new Request("GET", "/status", headers), open)
            .get(10, TimeUnit.SECONDS);

    assertThat(page.status()).isEqualTo(401);
    assertThat(page.type()).startsWith("text/html");
    assertThat(page.headers()).containsKeys("WWW-Authenticate", "Content-Security-Policy");
    assertThat(status.status()).isEqualTo(401);
    assertThat(status.body()).doesNotContain("quotes");
  }

  @Test
  void theStatusTellsOfRedis() throws Exception {
    withRedis();
    fixture.cache.invalidate("AAPL");

    Map<?, ?> redis = (Map<?, ?>) json("/status").get("redis");
    assertThat(redis.remove("lag")).isNull();
    assertThat(redis)
        .isEqualTo(
            Map.of(
                "connected",
                false,
                "breaker",
                "closed",
                "backplane",
                "out",
                "pendingInvalidations",
                1,
                "failures",
                0,
                "invalidations",
                Map.of("sent", 1, "received", 0),
                "changes",
                List.of()));
  }

  @Test
  void anInvalidationVoidsASymbolInItsForm() throws Exception {
    fixture.load("BRK/B");
    fixture.load("MSFT");

    Answer answer = ask("POST", "/invalidate?symbol=brk%2Fb&rule=quotes");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"rule\":\"quotes\",\"invalidated\":\"symbol\"}\n");
    assertThat(fixture.holds("BRK/B")).isFalse();
    assertThat(fixture.holds("MSFT")).isTrue();
    assertThat(fixture.cache.stats().invalidations.sum()).isEqualTo(1);
  }

  @Test
  void aLookTellsHowOldAnEntryIsAndLeavesItAsItWas() throws Exception {
    fixture.load("BRK/B");

    Map<String, Object> entry = json("/entry?rule=quotes&symbol=brk%2Fb");

    assertThat(entry).containsEntry("symbol", "BRK/B").containsEntry("asked", true);
    assertThat(entry).doesNotContainKey("l2");
    List<?> near = (List<?>) ((Map<?, ?>) entry.get("l1")).get("entries");
    assertThat(near).hasSize(1);
    Map<?, ?> told = (Map<?, ?>) near.get(0);
    assertThat(told.get("key")).isEqualTo("");
    assertThat(told.get("none")).isEqualTo(false);
    assertThat(told.get("loadedBy")).isEqualTo(Map.of("thisProcess", true));
    assertThat((Integer) told.get("ageMillis")).isBetween(0, 60_000);
    assertThat((Integer) told.get("leftMillis")).isBetween(240_000, 300_000);
    assertThat(entry.toString()).doesNotContain("a quote");
    assertThat(fixture.cache.stats().nearHits.sum()).isZero();
    assertThat(fixture.cache.stats().nearMisses.sum()).isZero();
    assertThat(fixture.cache.stats().loads.sum()).isEqualTo(1);
    fixture.cache.invalidate("BRK/B");
    assertThat(ask("GET", "/entry?rule=quotes&symbol=BRK%2FB").body())
        .contains("\"l1\":{\"entries\":[],\"more\":false}");
  }

  @Test
  void aLookAtWhatNobodyAskedForSaysSo() throws Exception {
    withRedis();

    assertThat(json("/entry?rule=depth&symbol=AAPL"))
        .isEqualTo(Map.of("rule", "depth", "cache", "depth", "symbol", "AAPL", "asked", false));
    assertThat(ask("GET", "/entry?rule=quotes&symbol=AAPL").body())
        .contains("\"l2\":{\"answered\":true,\"entries\":[],\"more\":false}");
    assertThat(ask("GET", "/entry?rule=none&symbol=AAPL").status()).isEqualTo(404);
    assertThat(ask("GET", "/entry?rule=quotes").body()).contains("/entry?rule=RULE&symbol=SYMBOL");
  }

  @Test
  void operationsTellWhatBecameOfThem() throws Exception {
    assertThat(ask("POST", "/reload").status()).isEqualTo(200);
    assertThat(ask("POST", "/reload").body())
        .isEqualTo("{\"done\":true,\"text\":\"tickcache: read\\u000a\"}\n");
    assertThat(ask("POST", "/rollback").status()).isEqualTo(409);
    assertThat(ask("POST", "/rollback").body()).contains("\"done\":false", "nothing to go back to");
    assertThat(ask("POST", "/mode?rule=depth&mode=shadow").body()).contains("depth SHADOW");
  }

  @ParameterizedTest
  @CsvSource({
    "/mode, 400",
    "/mode?rule=depth, 400",
    "/mode?rule=depth&mode=SHADOW, 400",
    "/mode?rule=depth&mode=on, 400",
    "/mode?rule=depth&mode=off&x=y, 400",
    "/mode?rule=none&mode=off, 404",
    "/reload?file=/etc/passwd, 400",
    "/rollback?steps=2, 400"
  })
  void aWrongOperationIsTold(String target, int status) throws Exception {
    assertThat(ask("POST", target).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/reload", "/rollback", "/mode?rule=depth&mode=off"})
  void operationsAreForThoseWithTheTokenAndNoOtherSite(String target) throws Exception {
    assertThat(ask("POST", target, "authorization", "Bearer wrong").status()).isEqualTo(401);
    assertThat(ask("POST", target, "origin", "http://evil.example").status()).isEqualTo(403);
    assertThat(ask("GET", target).status()).isEqualTo(405);
  }

  @Test
  void theRulesAreShownToThoseWithTheToken() throws Exception {
    assertThat(json("/rules"))
        .isEqualTo(
            Map.of(
                "source",
                "dir/test \"rules\".yaml",
                "path",
                new File("dir/test \"rules\".yaml").getAbsolutePath(),
                "digest",
                "0123456789ab",
                "text",
                "rules: {}\n",
                "switched",
                Map.of()));
    assertThat(ask("GET", "/rules", "authorization", "Bearer wrong").status()).isEqualTo(401);
  }

  private List<String> doctored() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Object check : (List<?>) json("/doctor").get("checks")) {
      Map<?, ?> told = (Map<?, ?>) check;
      lines.add(told.get("result") + " " + told.get("check"));
    }
    return lines;
  }

  @Test
  void theDoctorLooksAtRulesAndRedis() throws Exception {
    assertThat(doctored())
        .containsExactly(
            "ok version", "ok rules file", "warn rule quotes", "warn rule depth", "ok redis");
    fixture.onDisk = new RulesOnDisk.Found("ba9876543210", "");
    assertThat(doctored()).contains("warn rules file");
    fixture.onDisk = new RulesOnDisk.Found("0123456789ab", "warning[R021]: odd\n");
    assertThat(doctored()).contains("warn rules file");
    fixture.onDisk = new RulesOnDisk.Found(null, "error[R001]: gone\n");
    assertThat(doctored()).contains("fail rules file");
    assertThat(ask("GET", "/doctor").body())
        .contains("error[R001]: gone", "mend dir/test", "0123456789ab stay");

    withRedis();
    assertThat(doctored()).endsWith("fail redis");
    assertThat(ask("GET", "/doctor", "authorization", "Bearer wrong").status()).isEqualTo(401);
  }

  @Test
  void aLookIsForThoseWithTheToken() throws Exception {
    Answer refused = ask("GET", "/entry?rule=quotes&symbol=AAPL", "authorization", "Bearer wrong");

    assertThat(refused.status()).isEqualTo(401);
  }

  @Test
  void whatOnlyCallsHaveShownToBeForTheUpstreamIsToldAsRefused() throws Exception {
    fixture.left = List.of("a.B#c(): its promises are somebody's");

    Map<?, ?> rule = (Map<?, ?>) ((List<?>) json("/status?rule=quotes").get("rules")).get(0);

    assertThat(rule.get("refusals")).isEqualTo(1);
    assertThat(rule.get("refused")).isEqualTo(fixture.left);
  }

  @Test
  void theOwnerOfTheProcessNeedsNoToken() throws Exception {
    fixture.load("AAPL");

    Answer done = fixture.endpoints.answerOwner("POST", "/invalidate?rule=quotes&symbol=AAPL");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).startsWith("{\"rule\":\"quotes\"");
    assertThat(fixture.holds("AAPL")).isFalse();
    assertThat(fixture.endpoints.answerOwner("GET", "/invalidate").status()).isEqualTo(405);
    assertThat(fixture.endpoints.answerOwner("GET", "/nothing").status()).isEqualTo(404);
  }

  @Test
  void anInvalidationOfAllVoidsAll() throws Exception {
    fixture.load("AAPL");
    fixture.load("MSFT");

    assertThat(ask("POST", "/invalidate?rule=quotes&symbol=*").body()).contains("\"all\"");

    assertThat(fixture.holds("AAPL")).isFalse();
    assertThat(fixture.holds("MSFT")).isFalse();
  }

  @Test
  void whatOtherProcessesMayHaveIsVoidedWithoutACacheHere() throws Exception {
    withRedis();

    assertThat(ask("POST", "/invalidate?rule=depth&symbol=AAPL").status()).isEqualTo(200);

    assertThat(fixture.redis.pendingInvalidations()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?rule=quotes",
        "?symbol=AAPL",
        "?rule=quotes&symbol=",
        "?rule=quotes&symbol=A&symbol=B",
        "?rule=quotes&symbol=A&all=true",
        "?rule=quotes&symbol=%zz",
        "?rule=quotes&symbol=%"
      })
  void aWrongInvalidationIsToldItsForm(String query) throws Exception {
    fixture.load("A");

    Answer answer = ask("POST", "/invalidate" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("/invalidate?rule=RULE&symbol=SYMBOL");
    assertThat(fixture.holds("A")).isTrue();
  }

  @Test
  void aRuleThatIsNotThereIsTold() throws Exception {
    assertThat(ask("POST", "/invalidate?rule=nothing&symbol=*").status()).isEqualTo(404);
  }

  @Test
  void withoutTheTokenNothingIsVoided() throws Exception {
    fixture.load("AAPL");

    assertThat(
            ask("POST", "/invalidate?rule=quotes&symbol=*", "authorization", "Bearer wrong")
                .status())
        .isEqualTo(401);
    assertThat(
            ask("POST", "/invalidate?rule=quotes&symbol=*", "origin", "http://evil.example")
                .status())
        .isEqualTo(403);

    assertThat(fixture.holds("AAPL")).isTrue();
  }
}
