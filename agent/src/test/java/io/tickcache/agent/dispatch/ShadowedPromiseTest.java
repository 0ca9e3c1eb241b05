package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that promise their answers under a rule that only watches. */
class ShadowedPromiseTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Client.class, method).mode(Mode.SHADOW).ttl(Duration.ofSeconds(5));
  }

  private Object client(String method) {
    return world.client(Client.class, quotes(method).build());
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Object> ask(Object client, String method, Object of)
      throws Throwable {
    return (CompletableFuture<Object>) Calls.call(client, method, of);
  }

  @SuppressWarnings("unchecked")
  private static List<CompletableFuture<Object>> promises(Object client) throws Throwable {
    return (List<CompletableFuture<Object>>) Calls.call(client, "promises");
  }

  private static void answer(Object client, int call, Object answer) throws Throwable {
    promises(client).get(call).complete(answer);
  }

  private ShadowStats stats() throws Exception {
    world.settleBackground();
    return world.stats("quotes").shadow();
  }

  @Test
  void everyCallGoesUpstreamAndItsCallerHasTheClientsOwnPromise() throws Throwable {
    Object client = client("later");
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Object> promise = ask(client, "later", "A");
      assertThat(promise).isSameAs(promises(client).get(i)).isNotDone();
      answer(client, i, i < 2 ? "a" : "b");
    }

    ShadowStats stats = stats();
    assertThat(stats.calls.sum()).isEqualTo(3);
    assertThat(stats.misses.sum()).isEqualTo(1);
    assertThat(stats.same.sum()).isEqualTo(1);
    assertThat(stats.different.sum()).isEqualTo(1);
    assertThat(stats.fields()).containsOnlyKeys("return");
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(1);
  }

  /** That is what the caller would have got, and got when. */
  @Test
  void whatTheCacheHasWhenTheCallBeginsIsCompared() throws Throwable {
    List<Long> ages = new ArrayList<>();
    Object client = client("later");
    Calls.call(client, "later", "A");
    answer(client, 0, "a");
    stats().recordAges(ages::add);

    world.pass(3_000);
    Calls.call(client, "later", "A");
    world.pass(4_000);
    answer(client, 1, "b");

    assertThat(stats().different.sum()).isEqualTo(1);
    assertThat(ages).containsExactly(Duration.ofSeconds(3).toNanos());
    assertThat(stats().savedSeconds()).isEqualTo(4);
  }

  @Test
  void whoAsksWhileAnotherLoadsIsAFollower() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");
    CompletableFuture<Object> second = ask(client, "later", "A");
    answer(client, 1, "second");
    assertThat(first).isNotDone();
    answer(client, 0, "first");

    assertThat(second).isCompletedWithValue("second");
    assertThat(stats().followers.sum()).isEqualTo(1);
    assertThat(stats().misses.sum()).isEqualTo(1);
    assertThat(stats().savedSeconds()).isZero();
  }

  @Test
  void aCallersCancelReachesTheClient() throws Throwable {
    Object client = client("later");
    assertThat(ask(client, "later", "A").cancel(true)).isTrue();
    assertThat(promises(client).get(0)).isCancelled();

    Calls.call(client, "later", "A");
    answer(client, 1, "a");
    CompletableFuture<Object> cancelled = ask(client, "later", "A");
    cancelled.cancel(true);

    assertThatThrownBy(promises(client).get(2)::join).isInstanceOf(CancellationException.class);
    assertThat(stats().misses.sum()).isEqualTo(2);
    assertThat(stats().failed.sum()).isEqualTo(1);
  }

  @Test
  void aFailureIsCountedWhereTheCacheWouldHaveAnswered() throws Throwable {
    Object client = client("later");
    IllegalStateException failure = new IllegalStateException("down");
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Object> promise = ask(client, "later", "A");
      if (i == 1) {
        answer(client, i, "a");
      } else {
        promises(client).get(i).completeExceptionally(failure);
        assertThatThrownBy(promise::join).hasCause(failure);
      }
    }

    assertThat(stats().failed.sum()).isEqualTo(1);
    assertThat(world.stats("quotes").loadFailures.sum()).isEqualTo(1);
  }

  @Test
  void aMethodThatThrowsOrPromisesNothingIsAsWithoutTheAgent() throws Throwable {
    Object client = client("later");
    Calls.call(client, "later", "A");
    answer(client, 0, "a");
    assertThatThrownBy(() -> ask(client, "later", null)).isInstanceOf(NullPointerException.class);
    assertThat(world.bypasses("quotes", BypassReason.NULL_KEY)).isEqualTo(1);

    Calls.call(client, "nothing", true);

    assertThat(ask(client, "later", "A")).isNull();
    assertThat(ask(client, "later", "B")).isNull();
    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(stats().misses.sum()).isEqualTo(2);
  }

  @Test
  void anInvalidationBeforeTheAnswerVoidsTheComparisonAndTheLoad() throws Throwable {
    Object client = client("later");
    Calls.call(client, "later", "A");
    answer(client, 0, "a");
    Calls.call(client, "later", "A");
    Calls.call(client, "later", "B");

    world.cache("quotes").invalidate("A");
    world.cache("quotes").invalidate("B");
    answer(client, 1, "b");
    answer(client, 2, "b");

    assertThat(stats().uncompared.sum()).isEqualTo(1);
    Calls.call(client, "later", "A");
    Calls.call(client, "later", "B");
    answer(client, 3, "a");
    answer(client, 4, "a");
    assertThat(stats().misses.sum()).isEqualTo(4);
  }

  /** Once the method has returned, its caller may do with the request what he likes. */
  @Test
  void aRequestIsHeldAgainstItsKeyWhenTheMethodReturns() throws Throwable {
    Object client =
        world.client(
            Client.class, quotes("requested").symbol(ValuePath.parse("arg0.symbol")).build());
    Request request = new Request("A");
    Calls.call(client, "requested", request);
    request.symbol = "B";
    answer(client, 0, "a");

    Calls.call(client, "requested", new Request("A"));
    answer(client, 1, "a");
    Calls.call(client, "during", (Runnable) () -> request.symbol = "C");
    request.symbol = "A";
    Calls.call(client, "requested", request);
    answer(client, 2, "c");

    assertThat(stats().same.sum()).isEqualTo(1);
    assertThat(stats().uncompared.sum()).isEqualTo(1);
  }

  @Test
  void whatAStageOfTheCallersDoesIsDoneBeforeTheAgentLooks() throws Throwable {
    Object client = client("later");
    CountDownLatch background = world.holdUpBackground();
    List<String> seen = new ArrayList<>();

    assertThat(
            ask(client, "later", "A")
                .thenAccept(answer -> seen.add(Thread.currentThread().getName() + " " + answer)))
        .isNotDone();
    Thread exchange = new Thread(() -> answerUnchecked(client), "exchange");
    exchange.start();
    exchange.join();

    assertThat(seen).containsExactly("exchange a");
    background.countDown();
  }

  private static void answerUnchecked(Object client) {
    try {
      answer(client, 0, "a");
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  /**
   * A caller's stages run first, so what a caller makes of his answer must not become another's.
   */
  @Test
  void anAnswerThatCanBeChangedServesNobodyElse() throws Throwable {
    Rule watched = quotes("book").cache("quotes").shared(true).build();
    Rule answering = rule("single", Client.class, "bookNow").cache("quotes").shared(true).build();
    Object client = world.client(Client.class, watched, answering);

    assertThat(ask(client, "book", "A").thenAccept(book -> ((Book) book).price = 99)).isNotDone();
    answer(client, 0, new Book(1));
    assertThat(((Book) Calls.call(client, "bookNow", "A")).price).isEqualTo(1);

    Calls.call(client, "book", "A");
    answer(client, 1, new Book(1));
    assertThat(stats().fields()).as("it is told as a difference").containsOnlyKeys("price");
  }

  @Test
  void whatACallerMayHavePutThereIsForNobodyElse() throws Throwable {
    Rule watched = quotes("later").cache("quotes").shared(true).build();
    Rule answering = rule("single", Client.class, "now").cache("quotes").shared(true).build();
    Object client = world.client(Client.class, watched, answering);

    Calls.call(client, "later", "A");
    answer(client, 0, "promised");

    assertThat(Calls.call(client, "now", "A")).isEqualTo("A");
  }

  @Test
  void anAnswerThatChangesWhileItIsCopiedSwitchesNothingOff() throws Throwable {
    Object client = client("any");
    for (int i = 0; i < 4; i++) {
      Calls.call(client, "any", "A");
      answer(client, i, i == 0 || i == 2 ? new Thread("never started") : new Book(1));
    }

    assertThat(stats().misses.sum()).isEqualTo(2);
    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(stats().same.sum()).isEqualTo(1);
    assertThat(world.said()).doesNotContain("is off");
  }

  @Test
  void aPromiseOfAClassThatCallersCountOnSwitchesTheRuleOff() throws Throwable {
    Object client = client("own");

    assertThat(ask(client, "own", "A")).isInstanceOf(Cancellable.class);

    assertThat(world.said()).contains("which callers may count on", "the rule is off");
  }

  @Test
  void faultsOfTheAgentsAreTheCallsOwnAffair() throws Throwable {
    Object client = client("later");
    Calls.call(client, "later", "A");
    answer(client, 0, "a");
    CompletableFuture<Object> hit = ask(client, "later", "A");
    CompletableFuture<Object> miss = ask(client, "later", "B");

    world.failClock(new IllegalStateException("no time"));
    answer(client, 1, "a");
    answer(client, 2, "b");
    world.failClock(null);

    assertThat(hit).isCompletedWithValue("a");
    assertThat(miss).isCompletedWithValue("b");
    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(world.said()).contains("quotes: the agent failed");
  }

  public static final class Book {
    public int price;

    public Book(int price) {
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

  public static class Cancellable<T> extends CompletableFuture<T> {}

  @SuppressWarnings("unused")
  static class Client {
    private final List<CompletableFuture<Object>> promises = new ArrayList<>();
    private Runnable during = () -> {};
    private boolean nothing;

    List<CompletableFuture<Object>> promises() {
      return promises;
    }

    void during(Runnable happening) {
      during = happening;
    }

    void nothing(boolean from) {
      nothing = from;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private <T> CompletableFuture<T> made() {
      CompletableFuture promise = new CompletableFuture<>();
      promises.add(promise);
      during.run();
      return promise;
    }

    CompletableFuture<String> later(String symbol) {
      Objects.requireNonNull(symbol);
      return nothing ? null : made();
    }

    CompletableFuture<String> requested(Request request) {
      return made();
    }

    CompletableFuture<Book> book(String symbol) {
      return made();
    }

    CompletionStage<Object> any(String symbol) {
      return made();
    }

    Book bookNow(String symbol) {
      return new Book(1);
    }

    String now(String symbol) {
      return symbol;
    }

    CompletableFuture<String> own(String symbol) {
      return new Cancellable<>();
    }
  }
}
