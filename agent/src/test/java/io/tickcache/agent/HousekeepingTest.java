package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.ObservationStats;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.TextValues;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told in the background, round by round; there is one each second. */
class HousekeepingTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private final ScheduledExecutorService background =
      proxy(
          ScheduledExecutorService.class,
          (name, arguments) -> {
            if (name.equals("scheduleWithFixedDelay")) {
              this.round = (Runnable) arguments[0];
            }
          });
  private final Housekeeping housekeeping =
      new Housekeeping(
          new Weaver(proxy(Instrumentation.class, (name, none) -> {}), Runnable::run, log),
          new File("agent.jar"),
          background,
          new Reloads(log),
          log);
  private Runnable round = () -> {};
  private long now = TimeUnit.HOURS.toNanos(1);

  private static <T> T proxy(Class<T> type, Called called) {
    Object made =
        Proxy.newProxyInstance(
            HousekeepingTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              called.of(method.getName(), arguments);
              if (method.getName().equals("getAllLoadedClasses")) {
                return new Class<?>[0];
              }
              return method.getReturnType() == boolean.class ? false : null;
            });
    return type.cast(made);
  }

  @AfterEach
  void end() {
    housekeeping.close();
  }

  @Test
  void whatIsObservedIsToldOnceAMinuteWhileThereAreCalls() {
    RuleSet rules = RuleSet.of("test.yaml", "111111111111", null, List.of());
    SharedTier tier = new SharedTier(null, new Budgets(Ticker.SYSTEM, log), log);
    Caches caches = tier.relay().open(null);
    Observation observation = observationIn(caches);
    housekeeping.watch(new Deployment(rules, tier, caches, null, new BindingReport(rules, log)));
    housekeeping.run();

    for (int second = 1; second <= 59; second++) {
      rounds(1);
      call(observation);
    }
    assertThat(toldLines()).isEmpty();

    rounds(1);
    assertThat(toldLines())
        .containsExactly(
            "tickcache: quotes (observe): 59 calls for 1 key in 60 s; with ttl 5 s 79.7 % would"
                + " have been answered: 47 calls and 0.0 s of waiting saved");

    rounds(120);
    assertThat(toldLines()).hasSize(1);
  }

  private void rounds(int number) {
    for (int i = 0; i < number; i++) {
      now += TimeUnit.SECONDS.toNanos(1);
      round.run();
    }
  }

  private Observation observationIn(Caches caches) {
    Observation observation =
        new Observation(
            "quotes",
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            () -> now,
            false,
            new ObservationStats(),
            caches.stats("quotes"),
            "5 s");
    caches.add(observation);
    return observation;
  }

  private static void call(Observation observation) {
    Question question = new Question("AAPL", "AAPL", new TextValues(), null);
    observation.begin(new long[] {1}, place -> question).answered(false);
  }

  private List<String> toldLines() {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("(observe)"))
        .toList();
  }

  private interface Called {
    void of(String name, Object[] arguments);
  }
}
