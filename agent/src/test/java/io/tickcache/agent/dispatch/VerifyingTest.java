package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Verification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers of the cache that are held against the upstream. */
class VerifyingTest {

  @RegisterExtension private final World world = new World();

  private Object quotes(double share) {
    return world.client(
        Client.class,
        rule("quotes", Client.class, "quote(String)")
            .ttl(Duration.ofSeconds(5))
            .verify(new Verification(share, null))
            .build());
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

  private ShadowStats stats() throws Exception {
    world.settleBackground();
    return world.stats("quotes").shadow();
  }

  @Test
  void aCheckedCallGetsTheUpstreamsAnswerAndIsComparedWithTheCaches() throws Throwable {
    Object client = quotes(100);
    quote(client, "AAPL");
    price(client, 2);

    assertThat(quote(client, "AAPL")).hasToString("AAPL 2");
    assertThat(quote(client, "AAPL")).hasToString("AAPL 2");

    assertThat(bodies(client)).isEqualTo(3);
    assertThat(world.hits("quotes")).as("it had an answer both times").isEqualTo(2);
    assertThat(world.stats("quotes").loads.sum()).as("which stays as it was").isEqualTo(1);
    assertThat(stats().calls.sum()).isEqualTo(2);
    assertThat(stats().different.sum()).isEqualTo(2);
    assertThat(stats().fields()).containsOnlyKeys("price");
  }

  @Test
  void whatTheCacheHasNotIsLoadedAndNothingIsChecked() throws Throwable {
    Object client = quotes(100);

    quote(client, "AAPL");
    quote(client, "MSFT");
    world.pass(5_000);
    quote(client, "AAPL");

    assertThat(stats().calls.sum()).isZero();
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(3);
  }

  @Test
  void theOthersAreAnsweredFromTheCache() throws Throwable {
    Object client = quotes(1e-12);
    Object first = quote(client, "AAPL");

    for (int i = 0; i < 100; i++) {
      assertThat(quote(client, "AAPL")).isEqualTo(first);
    }

    assertThat(bodies(client)).isEqualTo(1);
    assertThat(stats().calls.sum()).isZero();
  }

  @Test
  void aFailureOfACheckedCallIsItsCallersAndTheAnswerStays() throws Throwable {
    Object client = quotes(100);
    quote(client, "AAPL");
    IllegalStateException failure = new IllegalStateException("closed");
    Calls.call(client, "fail", failure);

    assertThat(catchThrowable(() -> quote(client, "AAPL"))).isSameAs(failure);

    assertThat(stats().failed.sum()).isEqualTo(1);
    assertThat(world.stats("quotes").loadFailures.sum()).isZero();
    assertThat(world.cache("quotes").size()).isEqualTo(1);
  }

  @Test
  void whatCanNotBeComparedIsToldOfByTheSettingThatWouldHave() throws Throwable {
    Object client =
        world.client(
            Client.class,
            rule("quotes", Client.class, "any(String)")
                .ttl(Duration.ofSeconds(5))
                .verify(new Verification(100, null))
                .build());
    Calls.call(client, "answer", "something");
    Calls.call(client, "any", "AAPL");
    Calls.call(client, "answer", new Thread("never started"));

    Calls.call(client, "any", "AAPL");

    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(world.said())
        .contains("such answers are not compared by `verify`")
        .doesNotContain("shadow");
  }

  private Object promising() {
    return world.client(
        Client.class,
        rule("quotes", Client.class, "promised(String)")
            .ttl(Duration.ofSeconds(5))
            .verify(new Verification(100, null))
            .build());
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Level> promised(Object client) throws Throwable {
    return (CompletableFuture<Level>) Calls.call(client, "promised", "AAPL");
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Level> last(Object client) throws Throwable {
    return (CompletableFuture<Level>) Calls.call(client, "last");
  }

  @Test
  void whatIsPromisedIsCheckedWhenThePromiseIsKept() throws Throwable {
    Object client = promising();
    Calls.call(client, "promised", "AAPL");
    last(client).complete(new Level(1));
    CompletableFuture<Level> checked = promised(client);
    assertThat(checked).as("a promise as that of any miss").isNotDone().isNotSameAs(last(client));

    Level upstreams = new Level(2);
    last(client).complete(upstreams);

    assertThat(checked.join()).isSameAs(upstreams);
    assertThat(stats().calls.sum()).isEqualTo(1);
    assertThat(stats().fields()).containsOnlyKeys("price");
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(1);
  }

  @Test
  void theAnswerIsTakenDownBeforeTheStagesOfItsCallerRun() throws Throwable {
    Object client = promising();
    Calls.call(client, "promised", "AAPL");
    last(client).complete(new Level(1));

    assertThat(promised(client).thenAccept(level -> level.price = 99)).isNotDone();
    last(client).complete(new Level(1));

    assertThat(stats().same.sum()).isEqualTo(1);
  }

  @Test
  void whoFollowsALoadIsNotChecked() throws Throwable {
    Object client = promising();
    CompletableFuture<Level> first = promised(client);
    CompletableFuture<Level> second = promised(client);
    last(client).complete(new Level(1));

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(bodies(client)).isEqualTo(1);
    assertThat(stats().calls.sum()).isZero();
  }

  @Test
  void aFailureOfACheckedPromiseIsItsCallers() throws Throwable {
    Object client = promising();
    Calls.call(client, "promised", "AAPL");
    last(client).complete(new Level(1));
    CompletableFuture<Level> checked = promised(client);
    IllegalStateException failure = new IllegalStateException("down");
    last(client).completeExceptionally(failure);

    assertThat(catchThrowable(checked::join)).hasCause(failure);
    assertThat(stats().failed.sum()).isEqualTo(1);
  }

  public record Quote(String symbol, int price) {
    @Override
    public String toString() {
      return symbol + " " + price;
    }
  }

  public static final class Level {
    public int price;

    public Level(int price) {
      this.price = price;
    }
  }

  static final class Client {
    private CompletableFuture<Level> last;
    private int price = 1;
    private int bodies;
    private RuntimeException failure;
    private Object answer;

    void price(int now) {
      price = now;
    }

    void fail(RuntimeException with) {
      failure = with;
    }

    int bodies() {
      return bodies;
    }

    void answer(Object with) {
      answer = with;
    }

    Object any(String symbol) {
      return answer;
    }

    Quote quote(String symbol) {
      bodies++;
      if (failure != null) {
        throw failure;
      }
      return new Quote(symbol, price);
    }

    CompletableFuture<Level> promised(String symbol) {
      bodies++;
      last = new CompletableFuture<>();
      return last;
    }

    CompletableFuture<Level> last() {
      return last;
    }
  }
}
