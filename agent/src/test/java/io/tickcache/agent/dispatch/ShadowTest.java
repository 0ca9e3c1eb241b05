package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.HandOut;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the cache finds out of calls that it only watches, and that they stay as they were. */
class ShadowTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder shadow(String name, String method) {
    return rule(name, Client.class, method).mode(Mode.SHADOW).ttl(Duration.ofSeconds(5));
  }

  private Object quotes() {
    return world.client(Client.class, shadow("quotes", "quote(String)").build());
  }

  private static Object quote(Object client, String symbol) throws Throwable {
    return Calls.call(client, "quote", symbol);
  }

  private static void price(Object client, int price) throws Throwable {
    Calls.call(client, "price", price);
  }

  private static Object bodies(Object client) throws Throwable {
    return Calls.call(client, "bodies");
  }

  private ShadowStats stats(String rule) throws Exception {
    world.settleBackground();
    return world.stats(rule).shadow();
  }

  @Test
  void everyCallGoesUpstreamAndItsCallerGetsTheClientsOwnAnswer() throws Throwable {
    Object client = quotes();

    for (int i = 0; i < 3; i++) {
      assertThat(quote(client, "AAPL")).isSameAs(Calls.call(client, "last"));
    }

    assertThat(bodies(client)).isEqualTo(3);
    ShadowStats stats = stats("quotes");
    assertThat(stats.calls.sum()).isEqualTo(3);
    assertThat(stats.misses.sum()).isEqualTo(1);
    assertThat(stats.same.sum()).isEqualTo(2);
    assertThat(stats.different.sum()).isZero();
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(1);
    assertThat(world.hits("quotes")).isEqualTo(2);
  }

  @Test
  void anAnswerDiffersInItsFieldsAndHasItsAge() throws Throwable {
    List<Long> ages = new ArrayList<>();
    Object client = quotes();
    quote(client, "AAPL");
    stats("quotes").recordAges(ages::add);
    price(client, 2);

    world.pass(4_900);
    quote(client, "AAPL");

    ShadowStats stats = stats("quotes");
    assertThat(stats.different.sum()).isEqualTo(1);
    assertThat(stats.fields()).containsOnlyKeys("price");
    assertThat(ages).containsExactly(TimeUnit.MILLISECONDS.toNanos(4_900));
    assertThat(stats.takeOldestNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(4_900));
    assertThat(stats.takeOldestNanos()).isZero();
  }

  /** Else nothing would ever get as old as it does when the cache answers. */
  @Test
  void whatTheUpstreamSaidMeanwhileDoesNotTakeTheEntrysPlace() throws Throwable {
    Object client = quotes();
    quote(client, "AAPL");
    price(client, 2);

    world.pass(3_000);
    quote(client, "AAPL");
    world.pass(1_999);
    quote(client, "AAPL");
    assertThat(stats("quotes").different.sum()).isEqualTo(2);
    assertThat(stats("quotes").takeOldestNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(4_999));

    world.pass(1);
    quote(client, "AAPL");
    quote(client, "AAPL");

    assertThat(stats("quotes").misses.sum()).isEqualTo(2);
    assertThat(stats("quotes").different.sum()).isEqualTo(2);
    assertThat(stats("quotes").same.sum()).isEqualTo(1);
  }

  @Test
  void aFailureReachesItsCallerAndIsCountedWhereTheCacheWouldHaveAnswered() throws Throwable {
    Object client = quotes();
    IllegalStateException failure = new IllegalStateException("closed");
    Calls.call(client, "fail", failure);
    assertThat(catchThrowable(() -> quote(client, "AAPL"))).isSameAs(failure);
    assertThat(stats("quotes").failed.sum()).isZero();
    assertThat(world.stats("quotes").loadFailures.sum()).isEqualTo(1);

    Calls.call(client, "fail", (Object) null);
    quote(client, "AAPL");
    Calls.call(client, "fail", failure);
    assertThat(catchThrowable(() -> quote(client, "AAPL"))).isSameAs(failure);

    assertThat(stats("quotes").failed.sum()).isEqualTo(1);
    assertThat(stats("quotes").calls.sum()).isEqualTo(3);
  }

  @Test
  void theTimeOfCallsThatWouldHaveBeenAnsweredIsSaved() throws Throwable {
    Object client = quotes();
    Calls.call(client, "during", (Runnable) () -> world.pass(250));

    quote(client, "AAPL");
    quote(client, "AAPL");
    quote(client, "AAPL");

    assertThat(stats("quotes").savedSeconds()).isEqualTo(0.5);
  }

  @Test
  void nobodyWaitsForAnothersLoad() throws Throwable {
    Object client = quotes();
    AtomicInteger other = new AtomicInteger();
    Calls.call(
        client,
        "during",
        (Runnable)
            () -> {
              if (other.getAndIncrement() == 0) {
                onAnotherThread(() -> quoteUnchecked(client));
              }
            });

    quote(client, "AAPL");

    assertThat(bodies(client)).isEqualTo(2);
    assertThat(stats("quotes").followers.sum()).isEqualTo(1);
    assertThat(stats("quotes").misses.sum()).isEqualTo(1);
    assertThat(stats("quotes").calls.sum()).isEqualTo(2);
  }

  private static Object quoteUnchecked(Object client) {
    try {
      return quote(client, "AAPL");
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  private static void onAnotherThread(Callable<?> task) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      thread.submit(task).get(10, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void callsWithinACallOfTheRuleStepAside() throws Throwable {
    Object client =
        world.client(
            Client.class, shadow("quotes", "deep").symbol(ValuePath.parse("arg0")).build());

    Calls.call(client, "deep", "AAPL");
    Calls.call(client, "deep", "AAPL");

    assertThat(world.bypasses("quotes", BypassReason.NESTED)).isEqualTo(2);
    assertThat(stats("quotes").calls.sum()).isEqualTo(2);
    assertThat(stats("quotes").same.sum()).isEqualTo(1);
  }

  @Test
  void anInvalidationDuringTheCallVoidsTheComparison() throws Throwable {
    Object client = quotes();
    quote(client, "AAPL");
    Calls.call(client, "during", (Runnable) () -> world.cache("quotes").invalidate("AAPL"));
    price(client, 2);
    quote(client, "AAPL");
    Calls.call(client, "during", (Runnable) () -> {});

    assertThat(stats("quotes").uncompared.sum()).isEqualTo(1);
    assertThat(stats("quotes").different.sum()).isZero();
    quote(client, "AAPL");
    assertThat(stats("quotes").misses.sum()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(HandOut.class)
  void whatIsComparedIsWhatTheClientHandedOut(HandOut values) throws Throwable {
    Object client =
        world.client(Client.class, shadow("quotes", "quote(String)").values(values).build());
    quote(client, "AAPL");
    CountDownLatch later = world.holdUpBackground();

    Quote answer = (Quote) quote(client, "AAPL");
    answer.price = 99;
    later.countDown();

    assertThat(stats("quotes").same.sum()).isEqualTo(1);
  }

  @Test
  void whatIsAskedForAndChangesDuringTheCallIsNotCompared() throws Throwable {
    Object client =
        world.client(
            Client.class,
            shadow("quotes", "requested").symbol(ValuePath.parse("arg0.symbol")).build());
    Request request = new Request("AAPL");
    Calls.call(client, "requested", request);
    Calls.call(client, "during", (Runnable) () -> request.symbol = "MSFT");

    Calls.call(client, "requested", request);

    assertThat(stats("quotes").uncompared.sum()).isEqualTo(1);
  }

  @Test
  void anAnswerThatContainsOneOfTheCachesIsNotTheUpstreams() throws Throwable {
    Rule cached = rule("quotes", Client.class, "quote(String)").build();
    Object client = world.client(Client.class, shadow("reports", "report").build(), cached);

    Calls.call(client, "report", "AAPL");
    Calls.call(client, "report", "AAPL");

    assertThat(world.hits("quotes")).isEqualTo(1);
    assertThat(stats("reports").uncompared.sum()).isEqualTo(1);
    assertThat(stats("reports").same.sum()).isZero();
  }

  @Test
  void nullIsComparedLikeAnyAnswer() throws Throwable {
    Object client = world.client(Client.class, shadow("any", "any").build());
    Calls.call(client, "any", "AAPL");
    Calls.call(client, "any", "AAPL");
    assertThat(stats("any").same.sum()).isEqualTo(1);

    Calls.call(client, "answer", "something");
    Calls.call(client, "any", "AAPL");

    assertThat(stats("any").fields()).containsOnlyKeys("return");
  }

  @Test
  void whatCanNotBeCopiedIsToldOfAndNotCompared() throws Throwable {
    Object client = world.client(Client.class, shadow("any", "any").build());
    Calls.call(client, "answer", "something");
    Calls.call(client, "any", "AAPL");
    Calls.call(client, "answer", new Thread("never started"));

    assertThat(Calls.call(client, "any", "AAPL")).isInstanceOf(Thread.class);
    assertThat(Calls.call(client, "any", "AAPL")).isInstanceOf(Thread.class);

    assertThat(stats("any").uncompared.sum()).isEqualTo(2);
    for (int i = 0; i < 200; i++) {
      Calls.call(client, "any", "AAPL");
    }
    Calls.call(client, "answer", "something");
    Calls.call(client, "any", "AAPL");
    assertThat(stats("any").same.sum()).as("there is room for the next").isEqualTo(1);
    assertThat(world.said())
        .containsOnlyOnce("such answers are not compared by `shadow`")
        .contains("any: ", "java.lang.Thread")
        .doesNotContain("is off");
  }

  @Test
  void whereComparisonsComeTooFastSomeAreLeftOut() throws Throwable {
    Object client = quotes();
    quote(client, "AAPL");
    CountDownLatch later = world.holdUpBackground();
    for (int i = 0; i < 200; i++) {
      quote(client, "AAPL");
    }
    assertThat(world.stats("quotes").shadow().uncompared.sum()).isEqualTo(72);
    later.countDown();
    assertThat(stats("quotes").same.sum()).isEqualTo(128);

    quote(client, "AAPL");

    assertThat(stats("quotes").same.sum()).isEqualTo(129);
  }

  @Test
  void faultsOfTheAgentsAreTheCallsOwnAffair() throws Throwable {
    Object client = quotes();
    quote(client, "AAPL");
    Calls.call(
        client, "during", (Runnable) () -> world.failClock(new IllegalStateException("no time")));

    assertThat(quote(client, "AAPL")).isSameAs(Calls.call(client, "last"));
    world.failClock(null);

    assertThat(stats("quotes").uncompared.sum()).isEqualTo(1);
    assertThat(world.said()).contains("quotes: the agent failed, the call went upstream");
  }

  @Test
  void theRuleAnswersWhenItsModeIsCache() throws Throwable {
    Object client = quotes();
    quote(client, "AAPL");

    world.change(rule("quotes", Client.class, "quote(String)").build());
    quote(client, "AAPL");
    quote(client, "AAPL");

    assertThat(bodies(client)).isEqualTo(2);
  }

  @Test
  void everyCallOfManyThreadsIsCountedOnce() throws Throwable {
    Object client = quotes();
    int threads = 16;
    int callsEach = 500;
    long all = (long) threads * callsEach;
    for (int i = 0; i < 10; i++) {
      quote(client, "S" + i);
    }
    price(client, 2);
    Calls.call(client, "failFor", "S3");
    AtomicLong failures = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      running.add(
          pool.submit(
              () -> {
                for (int i = 0; i < callsEach; i++) {
                  try {
                    quote(client, "S" + i % 10);
                  } catch (Throwable thrown) {
                    failures.incrementAndGet();
                  }
                }
              }));
    }
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
    pool.shutdown();

    ShadowStats stats = stats("quotes");
    assertThat(bodies(client)).isEqualTo(10 + (int) all);
    assertThat(stats.calls.sum()).isEqualTo(10 + all);
    assertThat(stats.misses.sum()).isEqualTo(10);
    assertThat(stats.failed.sum()).isEqualTo(failures.get()).isEqualTo(all / 10);
    assertThat(stats.different.sum() + stats.uncompared.sum()).isEqualTo(all - failures.get());
    assertThat(stats.fields().get("price").sum()).isEqualTo(stats.different.sum());
    assertThat(stats.different.sum()).isPositive();
  }

  public static final class Quote {
    public final String symbol;
    public int price;

    public Quote(String symbol, int price) {
      this.symbol = symbol;
      this.price = price;
    }
  }

  public static final class Request {
    public String symbol;

    public Request(String symbol) {
      this.symbol = symbol;
    }

    public String getSymbol() {
      return symbol;
    }
  }

  @SuppressWarnings("unused")
  static class Client {
    private final AtomicInteger bodies = new AtomicInteger();
    private volatile int price = 1;
    private volatile Runnable during = () -> {};
    private volatile RuntimeException failure;
    private volatile String failFor;
    private volatile Object last;
    private Object answer;

    int bodies() {
      return bodies.get();
    }

    void price(int now) {
      price = now;
    }

    void during(Runnable happening) {
      during = happening;
    }

    void fail(RuntimeException how) {
      failure = how;
    }

    void failFor(String symbol) {
      failFor = symbol;
    }

    void answer(Object with) {
      answer = with;
    }

    Object last() {
      return last;
    }

    Quote quote(String symbol) {
      bodies.incrementAndGet();
      during.run();
      if (failure != null) {
        throw failure;
      }
      if (symbol.equals(failFor)) {
        throw new IllegalStateException(symbol);
      }
      Quote quote = new Quote(symbol, price);
      last = quote;
      return quote;
    }

    Quote requested(Request request) {
      during.run();
      return new Quote("any", price);
    }

    Quote deep(String symbol) {
      return deep(symbol, 5);
    }

    Quote deep(String symbol, int depth) {
      return new Quote(symbol, depth);
    }

    Quote report(String symbol) {
      return quote(symbol);
    }

    Object any(String symbol) {
      return answer;
    }
  }
}
