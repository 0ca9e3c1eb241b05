package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Priority;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.WhenExhausted;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls in the background that bring newer answers of what callers ask for often. */
class RefreshTest {

  private static final int OFTEN = 30;

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofSeconds(5)).refreshAhead(true);
  }

  private Object client(Rule.Builder rule) {
    return world.client(Client.class, rule.build());
  }

  private static Object ask(Object client, String method, Object... arguments) throws Throwable {
    Object answer = Calls.call(client, method, arguments);
    return answer instanceof CompletableFuture ? ((CompletableFuture<?>) answer).join() : answer;
  }

  /** Has callers ask, and then waits until a refresh is due. */
  private Object askOften(Object client, String method, Object... arguments) throws Throwable {
    for (int i = 0; i < OFTEN; i++) {
      ask(client, method, arguments);
    }
    world.pass(4_980);
    return ask(client, method, arguments);
  }

  private long count(RefreshResult result) {
    return world.stats("quotes").refreshes(result).sum();
  }

  @SuppressWarnings("unchecked")
  private static List<Thread> threads(Object client) throws Throwable {
    return (List<Thread>) Calls.call(client, "threads");
  }

  @Test
  void whatIsAskedForOftenIsAskedForInTheBackgroundBeforeItsEnd() throws Throwable {
    Object client = client(quotes("quote"));

    assertThat(askOften(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    world.settleRefreshes();

    assertThat(ask(client, "quote", "AAPL")).isEqualTo("AAPL@2");
    assertThat(count(RefreshResult.DONE)).isOne();
    assertThat(threads(client).get(0)).isEqualTo(Thread.currentThread());
    assertThat(threads(client).get(1)).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void whatIsAskedForSeldomIsNot() throws Throwable {
    Object client = client(quotes("quote"));
    ask(client, "quote", "AAPL");
    world.pass(4_980);
    ask(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(threads(client)).hasSize(1);
  }

  @Test
  void withoutTheSettingNothingIs() throws Throwable {
    Object client = client(quotes("quote").refreshAhead(false));
    askOften(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(threads(client)).hasSize(1);
  }

  @Test
  void severalArgumentsAreAskedForAsTheyWere() throws Throwable {
    Object client =
        client(
            quotes("quoteAt")
                .symbol(ValuePath.parse("arg0"))
                .ignore(List.of(ValuePath.parse("arg1"))));
    askOften(client, "quoteAt", "AAPL", 7);
    world.settleRefreshes();

    assertThat(ask(client, "quoteAt", "AAPL", 8)).isEqualTo("AAPL@2 of 7");
  }

  @Test
  void aPromisedAnswerIsKeptWhenItComes() throws Throwable {
    Object client = client(quotes("promise"));
    assertThat(askOften(client, "promise", "AAPL")).isEqualTo("AAPL@1");
    world.settleRefreshes();

    assertThat(ask(client, "promise", "AAPL")).isEqualTo("AAPL@2");
    assertThat(count(RefreshResult.DONE)).isOne();
  }

  @Test
  void aStaticMethodIsCalledAsWell() throws Throwable {
    Object client = client(quotes("constant"));
    askOften(client, "constant", "AAPL");
    world.settleRefreshes();

    assertThat(count(RefreshResult.DONE)).isOne();
  }

  @Test
  void theClientHasItsOwnContextClassLoader() throws Throwable {
    Object client = client(quotes("context"));
    askOften(client, "context", "AAPL");
    world.settleRefreshes();

    assertThat(ask(client, "context", "AAPL"))
        .isEqualTo(String.valueOf(client.getClass().getClassLoader()));
  }

  @Test
  void aFailureLeavesCallersTheOldAnswer() throws Throwable {
    Object client = client(quotes("quote"));
    ask(client, "quote", "AAPL");
    Calls.call(client, "failInBackground");
    askOften(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(ask(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(count(RefreshResult.FAILED)).isOne();
    assertThat(world.said()).isEmpty();
  }

  @Test
  void whatHasFailedIsTriedAgainThoughNobodyAsksMeanwhile() throws Throwable {
    Object client = client(quotes("quote"));
    ask(client, "quote", "AAPL");
    Calls.call(client, "failInBackground");
    askOften(client, "quote", "AAPL");
    for (int millis : List.of(0, 10, 5)) {
      world.pass(millis);
      world.settleRefreshes();
    }

    assertThat(count(RefreshResult.FAILED)).isEqualTo(3);
  }

  @Test
  void whatFailsAgainAndAgainWhereCallersDoNotIsSwitchedOff() throws Throwable {
    Object client = client(quotes("quote"));
    Calls.call(client, "failInBackground");
    for (int i = 0; i < 5; i++) {
      askOften(client, "quote", "AAPL");
      world.settleRefreshes();
      world.pass(100);
    }

    assertThat(count(RefreshResult.FAILED)).isEqualTo(3);
    assertThat(world.said())
        .containsOnlyOnce(
            "quotes: 3 calls of "
                + Client.class.getName()
                + "#quote in the background have failed in a row, and callers' own have not,"
                + " as where a client is bound to its caller's thread; refresh-ahead is off for this"
                + " method");
  }

  @Test
  void whereCallersFareNoBetterItStaysOn() throws Throwable {
    Object client = client(quotes("quote"));
    ask(client, "quote", "AAPL");
    for (String symbol : List.of("MSFT", "IBM", "SAP", "BMW")) {
      ask(client, "quote", symbol);
    }
    Calls.call(client, "failAlways");
    for (String symbol : List.of("AAPL", "MSFT", "IBM", "SAP", "BMW")) {
      for (int i = 0; i < OFTEN; i++) {
        ask(client, "quote", symbol);
      }
    }
    world.pass(4_980);
    for (String symbol : List.of("AAPL", "MSFT", "IBM", "SAP", "BMW")) {
      ask(client, "quote", symbol);
    }
    world.settleRefreshes();

    assertThat(count(RefreshResult.FAILED)).isEqualTo(5);
    assertThat(world.said()).isEmpty();
  }

  @Test
  void argumentsThatMayChangeAreNotKeptForLater() throws Throwable {
    Object client = client(quotes("list").symbol(ValuePath.parse("arg0")));
    askOften(client, "list", "AAPL", new ArrayList<>(List.of("bid")));
    world.settleRefreshes();

    assertThat(threads(client)).hasSize(1);
    assertThat(world.said()).contains("are no plain values").contains("refresh-ahead is off");
  }

  @Test
  void aMethodThatPassesOnAnotherQuestionLoadsNothing() throws Throwable {
    Object client =
        world.client(
            Prefixing.class, rule("quotes", Client.class, "quote").refreshAhead(true).build());
    askOften(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(ask(client, "quote", "AAPL")).isEqualTo("X:AAPL@1");
    assertThat(count(RefreshResult.FAILED)).isOne();
    assertThat(world.said()).isEmpty();
  }

  @Test
  void aReceiverThatIsGoneIsNotCalled() throws Throwable {
    Object client = client(quotes("quote").receiver(Receiver.of(Receiver.Kind.CLASS)));
    Object another = world.another(client);
    askOften(another, "quote", "AAPL");
    WeakReference<Object> gone = new WeakReference<>(another);
    another = null;
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
    world.settleRefreshes();
    assertThat(count(RefreshResult.RECEIVER)).isOne();

    ask(client, "quote", "AAPL");
    await("one by way of the next caller's").until(() -> count(RefreshResult.DONE) == 1);
  }

  @Test
  void callsThatAreOnlyWatchedHaveNothingRefreshed() throws Throwable {
    Object client = client(quotes("quote").mode(Mode.SHADOW));
    askOften(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(threads(client)).containsOnly(Thread.currentThread());
  }

  @Test
  void aRefreshCostsWhatACallCosts() throws Throwable {
    allow(10);
    Object client = client(quotes("quote").upstream("binance"));
    askOften(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(world.budgets().named("binance").stats().granted.sum()).isEqualTo(2);
    assertThat(ask(client, "quote", "AAPL")).isEqualTo("AAPL@2");
  }

  @Test
  void theLastOfABudgetIsForCallers() throws Throwable {
    allow(2);
    Object client = client(quotes("quote").upstream("binance"));
    askOften(client, "quote", "AAPL");
    assertThat(world.budgets().named("binance").takeAtOnce(1, Priority.NORMAL)).isNotNull();
    world.settleRefreshes();

    assertThat(ask(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(count(RefreshResult.BUDGET)).isOne();
  }

  @Test
  void whatIsNotMadeCostsNothing() throws Throwable {
    allow(10);
    Object client = client(quotes("quote").upstream("binance"));
    askOften(client, "quote", "AAPL");
    world.cache("quotes").invalidate("AAPL");
    CountDownLatch until = new CountDownLatch(1);
    Thread caller = blockedCaller(client, until);
    world.settleRefreshes();
    until.countDown();
    caller.join();

    assertThat(threads(client)).hasSize(2).endsWith(caller);
    assertThat(world.budgets().named("binance").stats().granted.sum()).isEqualTo(2);
    assertThat(world.budgets().named("binance").windows().get(0).used).isEqualTo(1);
  }

  @Test
  void whatACallerCouldNotGetIsRefreshedWhenHeKnows() throws Throwable {
    Object client = client(quotes("quote"));
    askOften(client, "quote", "AAPL");
    world.cache("quotes").invalidate("AAPL");
    CountDownLatch until = new CountDownLatch(1);
    Thread caller = blockedCaller(client, until);
    world.settleRefreshes();
    caller.interrupt();
    caller.join();
    until.countDown();

    await("the refresh").until(() -> count(RefreshResult.DONE) == 1);
  }

  /** A caller who is upstream, until this latch is let go or he is interrupted. */
  private static Thread blockedCaller(Object client, CountDownLatch until) throws Throwable {
    Calls.call(client, "block", until);
    Thread caller =
        new Thread(
            () -> {
              Throwable unused = catchThrowable(() -> ask(client, "quote", "AAPL"));
            });
    caller.start();
    List<Thread> threads = threads(client);
    await().until(() -> threads.contains(caller));
    return caller;
  }

  @Test
  void aNewerAnswerLeavesNothingToRefresh() throws Throwable {
    Object client = client(quotes("quote"));
    askOften(client, "quote", "AAPL");
    world.cache("quotes").invalidate("AAPL");
    ask(client, "quote", "AAPL");
    world.settleRefreshes();

    assertThat(threads(client)).hasSize(2).containsOnly(Thread.currentThread());
  }

  @Test
  void whoeverAsksNoMoreIsServedWhenHeComesBack() throws Throwable {
    Object client = client(quotes("quote"));
    for (int i = 0; i < OFTEN; i++) {
      ask(client, "quote", "AAPL");
    }
    world.pass(4_980);
    world.settleRefreshes();
    world.pass(100);

    assertThat(ask(client, "quote", "AAPL"))
        .as("though nobody came in between")
        .isEqualTo("AAPL@2");
  }

  private void allow(int calls) {
    Allowance allowance = new Allowance(calls, Duration.ofSeconds(1));
    world
        .budgets()
        .become(List.of(new Upstream("binance", List.of(allowance), WhenExhausted.CALL)), false);
  }

  /** Numbers its answers, and notes who calls. */
  static class Client {
    private static int constants;
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private volatile Thread only;
    private volatile boolean failing;
    private volatile CountDownLatch until = new CountDownLatch(0);

    Object quote(String symbol) throws InterruptedException {
      threads.add(Thread.currentThread());
      until.await();
      if (failing || (only != null && only != Thread.currentThread())) {
        throw new IllegalStateException("this thread is not connected");
      }
      return symbol + "@" + threads.size();
    }

    Object quoteAt(String symbol, int venue) throws InterruptedException {
      return quote(symbol) + " of " + venue;
    }

    CompletableFuture<Object> promise(String symbol) throws InterruptedException {
      return CompletableFuture.completedFuture(quote(symbol));
    }

    Object list(String symbol, List<String> fields) throws InterruptedException {
      return quote(symbol);
    }

    Object context(String symbol) {
      return String.valueOf(Thread.currentThread().getContextClassLoader());
    }

    static Object constant(String symbol) {
      return symbol + ++constants;
    }

    List<Thread> threads() {
      return threads;
    }

    void block(CountDownLatch latch) {
      until = latch;
    }

    void failInBackground() {
      only = Thread.currentThread();
    }

    void failAlways() {
      failing = true;
    }
  }

  /** Asks for something else than its callers do. */
  static class Prefixing extends Client {
    @Override
    Object quote(String symbol) throws InterruptedException {
      return super.quote("X:" + symbol);
    }
  }
}
