package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that hand out their answers by a callback, woven and answered from a real cache. */
class CallbackTest {

  @RegisterExtension private final World world = new World();

  private final List<Throwable> uncaught = new ArrayList<>();

  private Object client() {
    return client(quotes("later", "arg1", "failed", null));
  }

  private Object client(Rule.Builder rule) {
    return world.client(Client.class, rule.build());
  }

  private static Rule.Builder quotes(
      String method, String argument, String failure, String executor) {
    return rule("quotes", Client.class, method)
        .ttl(Duration.ofSeconds(5))
        .callback(
            Callback.of(
                ValuePath.parse(argument).argument(),
                "got",
                0,
                failure,
                executor == null ? null : ValuePath.parse(executor)));
  }

  private static Heard ask(Object client, String symbol) throws Throwable {
    Heard heard = new Heard();
    Calls.call(client, "later", symbol, heard);
    return heard;
  }

  @SuppressWarnings("unchecked")
  private static List<Answer<String>> asked(Object client) throws Throwable {
    return (List<Answer<String>>) Calls.call(client, "asked");
  }

  private void catchWhatNobodyCatches() {
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @Test
  void whatAHitLeavesOutIsSaidOnce() throws Throwable {
    Object client = client();
    for (String symbol : List.of("A", "B")) {
      ask(client, symbol);
    }
    asked(client).get(0).progress(100);
    assertThat(world.said()).doesNotContain("progress");

    asked(client).get(0).got("a");
    asked(client).get(1).got("b");
    asked(client).get(1).progress(100);

    assertThat(world.said())
        .containsOnlyOnce(
            "`progress` of the callback was called beside `got`, which a hit calls alone");
  }

  @Test
  void aHitCallsTheCallbackAndNotTheClient() throws Throwable {
    Object client = client();
    Heard first = ask(client, "A");
    assertThat(first.got).isEmpty();

    asked(client).get(0).got("a");

    assertThat(first.got).containsExactly("a");
    assertThat(ask(client, "A").got).containsExactly("a");
    assertThat(asked(client)).hasSize(1);
    assertThat(world.hits("quotes")).isOne();
  }

  @Test
  void theCallbackIsNoPartOfTheKeyAndTheRestIs() throws Throwable {
    Object client = client();
    ask(client, "A");
    asked(client).get(0).got("a");

    assertThat(ask(client, "B").got).isEmpty();

    asked(client).get(1).got("b");
    assertThat(ask(client, "B").got).containsExactly("b");
  }

  @Test
  void theLoadHasEndedBeforeTheCallerHears() throws Throwable {
    Object client = client();
    List<Object> inside = new ArrayList<>();
    Heard first =
        new Heard() {
          @Override
          public void got(Object value) {
            try {
              inside.addAll(ask(client, "A").got);
            } catch (Throwable thrown) {
              throw new AssertionError(thrown);
            }
          }
        };
    Calls.call(client, "later", "A", first);

    asked(client).get(0).got("a");

    assertThat(inside).containsExactly("a");
  }

  @Test
  void whoAsksMeanwhileIsToldWithTheFirst() throws Throwable {
    Object client = client();
    Heard first = ask(client, "A");
    Heard second = ask(client, "A");

    asked(client).get(0).got("a");

    assertThat(first.got).containsExactly("a");
    assertThat(second.got).containsExactly("a");
    assertThat(second.thread).isSameAs(Thread.currentThread());
    assertThat(asked(client)).hasSize(1);
  }

  @Test
  void aFailureIsToldToAllWhoWaitedAndNotKept() throws Throwable {
    Object client = client();
    Heard first = ask(client, "A");
    Heard second = ask(client, "A");
    IOException down = new IOException("down");

    asked(client).get(0).failed(down);

    assertThat(first.failures).containsExactly(down);
    assertThat(second.failures).containsExactly(down);
    assertThat(ask(client, "A").failures).isEmpty();
    asked(client).get(1).got("a");
  }

  @Test
  void withoutAMethodOfFailureWhoFollowedIsToldByNobodyAndFollowsNoLongerThanCallersWait()
      throws Throwable {
    Object client = client(quotes("later", "arg1", null, null).waitLimit(Duration.ofMillis(50)));
    ask(client, "A");
    Heard second = ask(client, "A");

    asked(client).get(0).failed(new IOException("down"));
    assertThat(second.failures).isEmpty();

    await().until(() -> size(client) == 2);
    answer(client, 1, "a");
    assertThat(second.got).containsExactly("a");
    asked(client).get(0).got("late");
  }

  @Test
  void whoFollowedACallThatNeverEndsAsksForHimself() throws Throwable {
    Object client =
        client(quotes("later", "arg1", "failed", null).waitLimit(Duration.ofMillis(50)));
    ask(client, "A");
    Heard second = ask(client, "A");
    Heard third = ask(client, "A");

    await().until(() -> size(client) == 3);

    answer(client, 1, "b");
    answer(client, 2, "c");
    assertThat(second.got).hasSize(1);
    assertThat(third.got).hasSize(1);
    assertThat(world.bypasses("quotes", BypassReason.WAIT)).isEqualTo(2);
    answer(client, 0, "a");
    assertThat(second.got).hasSize(1);
  }

  private static int size(Object client) {
    try {
      return asked(client).size();
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }

  private static void answer(Object client, int call, String value) throws Throwable {
    asked(client).get(call).got(value);
  }

  @Test
  void whoFollowedACallThatThrewAsksForHimself() throws Throwable {
    Object client = client(quotes("throwing", "arg1", "failed", null));
    Heard first = new Heard();

    assertThatThrownBy(() -> Calls.call(client, "throwing", "A", first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A");

    assertThat(first.failures).isEmpty();
    assertThat(world.stats("quotes").loadFailures.sum()).isOne();
  }

  @Test
  void whatACallbackThrowsIsItsApplicationsAffair() throws Throwable {
    catchWhatNobodyCatches();
    Object client = client();
    IllegalStateException own = new IllegalStateException("own");
    Heard angry =
        new Heard() {
          @Override
          public void got(Object value) {
            throw own;
          }
        };
    Calls.call(client, "later", "A", angry);
    Calls.call(client, "later", "A", angry);
    Heard third = ask(client, "A");

    assertThatThrownBy(() -> asked(client).get(0).got("a")).isSameAs(own);

    assertThat(uncaught).as("of the follower").containsExactly(own);
    assertThat(third.got).containsExactly("a");
    assertThatThrownBy(() -> Calls.call(client, "later", "A", angry)).isSameAs(own);
    assertThat(asked(client)).hasSize(1);
  }

  @SuppressWarnings("unchecked")
  @Test
  void eachCallerGetsAnAnswerOfHisOwn() throws Throwable {
    Object client = client(quotes("books", "arg1", null, null));
    Heard first = new Heard();
    Heard second = new Heard();
    Calls.call(client, "books", "A", first);
    Calls.call(client, "books", "A", second);
    ((Answer<Object>) (Answer<?>) asked(client).get(0)).got(new int[] {1, 2});

    ((int[]) first.got.get(0))[0] = 99;

    Heard third = new Heard();
    Calls.call(client, "books", "A", third);
    assertThat((int[]) second.got.get(0)).containsExactly(1, 2);
    assertThat((int[]) third.got.get(0)).containsExactly(1, 2);
  }

  @Test
  void aSubscriptionSwitchesTheRuleOffForTheMethod() throws Throwable {
    Object client = client();
    Heard first = ask(client, "A");
    asked(client).get(0).got("a");
    asked(client).get(0).got("b");
    asked(client).get(0).got("c");

    assertThat(first.got).containsExactly("a", "b", "c");
    assertThat(ask(client, "A").got).as("it is the client's now").isEmpty();
    assertThat(asked(client)).hasSize(2);
    assertThat(world.said())
        .contains("quotes: `got` was called again for one call", "the rule is off for this method");
    assertThat(world.bypasses("quotes", BypassReason.REFUSED)).isOne();
  }

  @Test
  void withoutACallbackTheCallIsTheClients() throws Throwable {
    Object client = client();

    Calls.call(client, "later", "A", null);

    assertThat(asked(client)).containsExactly((Answer<String>) null);
    assertThat(world.bypasses("quotes", BypassReason.NO_CALLBACK)).isOne();
  }

  @Test
  void theStandInIsTheOriginalInAllElse() throws Throwable {
    Object client = client();
    Heard heard = ask(client, "A");
    Answer<String> standIn = asked(client).get(0);

    assertThat(standIn).isNotSameAs(heard).isEqualTo(heard).hasToString(heard.toString());
    assertThat(standIn.hashCode()).isEqualTo(heard.hashCode());
    assertThat(standIn.name()).isEqualTo("heard by default");
    assertThat(standIn.equals(standIn)).isTrue();
    standIn.progress(50);
    assertThat(heard.progress).isEqualTo(50);
    assertThatThrownBy(() -> standIn.progress(101)).isInstanceOf(IOException.class);
    standIn.got("a");
  }

  @Test
  void hitsAreCalledOnTheExecutorThatTheRuleNames() throws Throwable {
    Object client = client(quotes("later", "arg1", "failed", "this.executor"));
    ask(client, "A");
    asked(client).get(0).got("a");

    Heard second = ask(client, "A");

    assertThat(second.got).isEmpty();
    pool(client).runAll();
    assertThat(second.got).containsExactly("a");
  }

  @Test
  void whatIsOverWhenItsTurnHasComeIsAskedForAnew() throws Throwable {
    Object client = client(quotes("later", "arg1", "failed", "this.executor"));
    ask(client, "A");
    asked(client).get(0).got("a");
    Heard second = ask(client, "A");

    world.pass(5000);
    pool(client).runAll();
    await().until(() -> size(client) == 2);
    answer(client, 1, "b");

    assertThat(second.got).containsExactly("b");
  }

  @Test
  void aFaultOfTheAgentsInTheExecutorsQueueEndsInTheOriginalCall() throws Throwable {
    Object client = client(quotes("later", "arg1", "failed", "this.executor"));
    ask(client, "A");
    asked(client).get(0).got("a");
    Heard second = ask(client, "A");

    world.failClock(new IllegalStateException("no clock"));
    pool(client).runAll();
    await().until(() -> size(client) == 2);
    world.failClock(null);
    answer(client, 1, "b");

    assertThat(second.got).containsExactly("b");
  }

  @Test
  void anExecutorThatTakesNothingLeavesTheCallToTheClient() throws Throwable {
    Object client = client(quotes("later", "arg1", "failed", "this.executor"));
    ask(client, "A");
    asked(client).get(0).got("a");
    pool(client).closed = true;

    assertThat(ask(client, "A").got).isEmpty();

    assertThat(asked(client)).hasSize(2);
  }

  @Test
  void whatIsNoExecutorIsTold() throws Throwable {
    Object client = client(quotes("later", "arg1", "failed", "this.nothing"));

    ask(client, "A");

    assertThat(world.bypasses("quotes", BypassReason.NO_CALLBACK)).isOne();
    assertThat(world.said()).contains("`this.nothing` led to null, which is no");
  }

  private static Pool pool(Object client) throws Throwable {
    return (Pool) Calls.call(client, "pool");
  }

  @Test
  void callbacksOfTheJdkWillDo() throws Throwable {
    Object client =
        client(
            rule("quotes", Client.class, "consumed")
                .callback(Callback.of(0, "accept", 0, null, null)));
    List<String> got = new ArrayList<>();
    Consumer<String> consumer = got::add;

    Calls.call(client, "consumed", consumer, "A");
    Calls.call(client, "consumed", consumer, "A");

    assertThat(got).containsExactly("A1", "A1");
  }

  @Test
  void theAgeCountsFromTheCall() throws Throwable {
    Object client = client();
    ask(client, "A");
    world.pass(4_000);
    asked(client).get(0).got("a");
    world.pass(999);
    assertThat(ask(client, "A").got).containsExactly("a");

    world.pass(1);

    assertThat(ask(client, "A").got).isEmpty();
    asked(client).get(1).got("b");
  }

  @Test
  void anInvalidationMeanwhileKeepsNothing() throws Throwable {
    Object client = client();
    Heard first = ask(client, "A");

    world.cache("quotes").invalidate("A");
    Heard second = ask(client, "A");
    asked(client).get(0).got("old");
    asked(client).get(1).got("new");

    assertThat(first.got).containsExactly("old");
    assertThat(second.got).containsExactly("new");
    assertThat(ask(client, "A").got).containsExactly("new");
  }

  /** What a client calls back. */
  public interface Answer<T> {
    void got(T value);

    void failed(Throwable failure);

    void progress(int percent) throws IOException;

    default String name() {
      return "by default";
    }
  }

  /** One caller's callback. */
  public static class Heard implements Answer<Object> {
    final List<Object> got = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    int progress;
    Thread thread;

    @Override
    public void got(Object value) {
      thread = Thread.currentThread();
      got.add(value);
    }

    @Override
    public void failed(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void progress(int percent) throws IOException {
      if (percent > 100) {
        throw new IOException("too much");
      }
      progress = percent;
    }

    @Override
    public String name() {
      return "heard " + Answer.super.name();
    }
  }

  /** Runs what it was given when the test says so. */
  public static class Pool implements Executor {
    private final List<Runnable> given = new ArrayList<>();
    boolean closed;

    @Override
    public void execute(Runnable task) {
      if (closed) {
        throw new RejectedExecutionException();
      }
      given.add(task);
    }

    void runAll() {
      given.forEach(Runnable::run);
    }
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Answer<?>> asked = new ArrayList<>();
    private final Pool executor = new Pool();
    private final Executor nothing = null;
    private int calls;

    synchronized List<Answer<?>> asked() {
      return new ArrayList<>(asked);
    }

    Pool pool() {
      return executor;
    }

    synchronized void later(String symbol, Answer<? super String> answer) {
      asked.add(answer);
    }

    void books(String symbol, Answer<int[]> answer) {
      asked.add(answer);
    }

    void throwing(String symbol, Answer<String> answer) {
      throw new IllegalStateException(symbol);
    }

    void consumed(Consumer<String> consumer, String symbol) {
      consumer.accept(symbol + ++calls);
    }
  }
}
