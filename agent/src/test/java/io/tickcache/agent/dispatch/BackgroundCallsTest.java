package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.dispatch.BackgroundCalls.Outcome;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes of calls that the agent makes by itself. */
class BackgroundCallsTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofSeconds(5));
  }

  private Outcome make(Callee callee, Object... arguments) throws Exception {
    return begin(callee, arguments).get(10, TimeUnit.SECONDS);
  }

  private CompletableFuture<Outcome> begin(Callee callee, Object... arguments) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    world.ahead().make(callee, arguments, outcome::complete);
    return outcome;
  }

  private Budget allow(int callsASecond) {
    Allowance allowance = new Allowance(callsASecond, Duration.ofSeconds(1));
    world
        .budgets()
        .become(List.of(new Upstream("binance", List.of(allowance), WhenExhausted.CALL)), false);
    return Objects.requireNonNull(world.budgets().named("binance"));
  }

  @Test
  void whatTheyLoadIsThereForCallers() throws Throwable {
    Object client = world.client(Client.class, quotes("quote").build());
    Calls.call(client, "quote", "AAPL");

    assertThat(make(world.callee("quotes", client), "MSFT")).isEqualTo(Outcome.RETURNED);

    assertThat(Calls.call(client, "quote", "MSFT")).isEqualTo("MSFT@2");
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
  }

  @Test
  void theContextIsTheClassLoaderOfTheClient() throws Throwable {
    Object client = world.client(Client.class, quotes("quote").build());
    Calls.call(client, "quote", "AAPL");

    make(world.callee("quotes", client), "MSFT");

    List<?> contexts = (List<?>) Calls.call(client, "contexts");
    assertThat(contexts.get(1)).isSameAs(client.getClass().getClassLoader());
  }

  @Test
  void whereTheBudgetHasNothingToSpareNoneIsMade() throws Throwable {
    Budget budget = allow(4);
    Object client = world.client(Client.class, quotes("quote").upstream("binance").build());
    Calls.call(client, "quote", "AAPL");
    Callee callee = world.callee("quotes", client);

    assertThat(make(callee, "MSFT")).isEqualTo(Outcome.RETURNED);
    assertThat(make(callee, "IBM")).as("half is left").isEqualTo(Outcome.NO_ROOM);

    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
    assertThat(budget.stats().granted.sum()).as("each pays once").isEqualTo(2);
    assertThat(budget.stats().overdrawn.sum()).isZero();
  }

  @Test
  void whatTheCacheAnswersCostsNothing() throws Throwable {
    Budget budget = allow(4);
    Object client = world.client(Client.class, quotes("quote").upstream("binance").build());
    Calls.call(client, "quote", "AAPL");

    assertThat(make(world.callee("quotes", client), "AAPL")).isEqualTo(Outcome.RETURNED);

    assertThat(budget.windows().get(0).used).isOne();
  }

  @Test
  void theFailureOfAClientIsItsOwn() throws Throwable {
    Object client = world.client(Client.class, quotes("quote").build());
    Calls.call(client, "quote", "AAPL");

    assertThat(make(world.callee("quotes", client), "none")).isEqualTo(Outcome.FAILED);

    assertThat(world.stats("quotes").loadFailures.sum()).isOne();
  }

  @Test
  void aClientThatKeepsItsThreadIsTold() throws Throwable {
    Object client =
        world.client(Client.class, quotes("quote").waitLimit(Duration.ofMillis(1)).build());
    Calls.call(client, "quote", "AAPL");
    CountDownLatch until = new CountDownLatch(1);
    Calls.call(client, "hang", until);

    CompletableFuture<Outcome> outcome = begin(world.callee("quotes", client), "MSFT");

    await().until(() -> world.said().contains("quotes: a call of "));
    assertThat(world.said())
        .contains(
            Client.class.getName()
                + "#quote in the background has not returned in 1 ms (`wait`) and keeps `");
    until.countDown();
    assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.RETURNED);
  }

  @Test
  void aPromisedAnswerCostsAndCountsUntilItIsThere() throws Throwable {
    Budget budget = allow(8);
    Object client = world.client(Client.class, quotes("later").upstream("binance").build());
    CompletableFuture<String> promise = new CompletableFuture<>();
    Calls.call(client, "during", promise);
    Calls.call(client, "later", "AAPL");

    CompletableFuture<Outcome> outcome = begin(world.callee("quotes", client), "MSFT");
    Calls.call(client, "awaitBodies", 2);
    assertThat(outcome).isNotDone();
    promise.complete("a");

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.RETURNED);
    assertThat(budget.windows().get(0).used).isEqualTo(2);
    world.pass(1_002);
    assertThat(budget.windows().get(0).used).isZero();
  }

  @Test
  void whoIsGoneIsNotCalled() throws Throwable {
    Object client = world.client(Client.class, quotes("quote").build());
    Calls.call(client, "quote", "AAPL");
    Callee callee = world.callee("quotes", world.another(client));
    while (callee.receiver() != null) {
      System.gc();
    }

    assertThat(make(callee, "MSFT")).isEqualTo(Outcome.GONE);

    assertThat(world.stats("quotes").loads.sum()).isOne();
  }

  @Test
  void otherRulesEndThem() throws Throwable {
    Object client = world.client(Client.class, quotes("quote").build());
    Calls.call(client, "quote", "AAPL");
    Callee callee = world.callee("quotes", client);
    world.dispatch().close();

    assertThat(make(callee, "MSFT")).isEqualTo(Outcome.GONE);

    assertThat(world.stats("quotes").loads.sum()).isOne();
  }

  @Test
  void onlySoManyWaitForTheirTurn() {
    List<Runnable> queue = new ArrayList<>();
    ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    BackgroundCalls calls =
        new BackgroundCalls(
            (call, delayNanos) -> queue.add(call),
            new OwnCalls(background),
            world.budgets(),
            new UnderWay());
    List<Outcome> outcomes = new ArrayList<>();
    Object client = world.client(Client.class, quotes("quote").build());
    for (int i = 0; i < 257; i++) {
      try {
        Calls.call(client, "quote", "AAPL");
      } catch (Throwable failure) {
        throw new IllegalStateException(failure);
      }
      calls.make(world.callee("quotes", client), new Object[] {"AAPL"}, outcomes::add);
    }

    assertThat(queue).hasSize(256);
    assertThat(outcomes).containsExactly(Outcome.NO_ROOM);
    queue.forEach(Runnable::run);
    assertThat(outcomes).hasSize(257);
    background.shutdownNow();
  }

  /** A client that notes how it is asked. */
  static class Client {
    private final List<ClassLoader> contexts = new ArrayList<>();
    private CompletableFuture<String> promise = new CompletableFuture<>();
    private volatile CountDownLatch until = new CountDownLatch(0);
    private int bodies;

    void hang(CountDownLatch latch) {
      until = latch;
    }

    List<ClassLoader> contexts() {
      return contexts;
    }

    void during(CompletableFuture<String> what) {
      promise = what;
    }

    synchronized void awaitBodies(int number) throws InterruptedException {
      while (bodies < number) {
        wait();
      }
    }

    synchronized String quote(String symbol) throws InterruptedException {
      until.await();
      contexts.add(Thread.currentThread().getContextClassLoader());
      if (symbol.equals("none")) {
        throw new IllegalArgumentException(symbol);
      }
      bodies++;
      return symbol + "@" + bodies;
    }

    synchronized CompletableFuture<String> later(String symbol) {
      bodies++;
      notifyAll();
      return promise;
    }
  }
}
