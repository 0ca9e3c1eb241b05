package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers for many symbols of which a part is too old before the rest is there. */
class AgedPiecesTest {

  @RegisterExtension private final World world = new World();

  private final List<Thread> threads = new ArrayList<>();

  private Object client(String method) {
    return client(rules(method));
  }

  private static Rule.Builder rules(String method) {
    return rule("quotes", Client.class, method)
        .symbols(ValuePath.parse("arg0"))
        .ttl(Duration.ofSeconds(5));
  }

  private static Freshness nullTtl(int seconds) {
    return Freshness.ttl(Duration.ofSeconds(5)).nullTtl(Duration.ofSeconds(seconds)).build();
  }

  private Object client(Rule.Builder rule) {
    return world.client(Client.class, rule.build());
  }

  private static Object ask(Object client, String... symbols) throws Throwable {
    return Calls.call(client, "map", List.of(symbols));
  }

  /** Has each call of the client do this after it has answered, and before it returns. */
  private static void onCall(Object client, Consumer<List<String>> slow) throws Throwable {
    Calls.call(client, "slow", slow);
  }

  private Thread start(Object client, List<Object> answers, String... symbols) {
    Thread caller =
        new Thread(
            () -> {
              try {
                answers.add(ask(client, symbols));
              } catch (Throwable failure) {
                throw new AssertionError(failure);
              }
            });
    caller.start();
    threads.add(caller);
    return caller;
  }

  private void joinAll() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void whatIsOverWhenTheRestComesIsAskedForAnew() throws Throwable {
    Object client = client("map");
    ask(client, "A");
    world.pass(4_900);
    onCall(client, symbols -> world.pass(100));

    assertThat(ask(client, "A", "B")).hasToString("{A=A@3, B=B@2}");

    assertThat(asked(client)).hasToString("[[A], [B], [A]]");
    assertThat(ask(client, "A", "B")).hasToString("{A=A@3, B=B@2}");
  }

  @Test
  void whatHasHalfItsTimeBehindItIsLoadedAlongAndKept() throws Throwable {
    Object client = client("map");
    ask(client, "A");
    world.pass(2_400);
    ask(client, "C");
    world.pass(200);
    ask(client, "D");
    world.pass(2_300);
    onCall(client, symbols -> world.pass(100));

    assertThat(ask(client, "A", "B", "C", "D")).hasToString("{A=A@5, B=B@4, C=C@5, D=D@3}");

    onCall(client, symbols -> {});
    assertThat(asked(client)).hasToString("[[A], [C], [D], [B], [A, C]]");
    assertThat(ask(client, "A", "B", "C", "D")).hasToString("{A=A@5, B=B@4, C=C@5, D=D@3}");
  }

  @Test
  void whatBecomesOverAllTheSameIsAskedForWithAllTheRest() throws Throwable {
    Object client = client("map");
    ask(client, "A");
    world.pass(2_500);
    ask(client, "C");
    world.pass(2_400);
    onCall(client, symbols -> world.pass(symbols.contains("B") ? 100 : 2_500));

    assertThat(ask(client, "A", "B", "C")).hasToString("{A=A@5, B=B@5, C=C@5}");

    assertThat(asked(client)).hasToString("[[A], [C], [B], [A], [A, B, C]]");
  }

  @Test
  void whatIsOverIsNotAskedForWhereAnotherCallerLoadsIt() throws Throwable {
    Object client = client("map");
    ask(client, "A");
    world.pass(4_900);
    List<?> asked = asked(client);
    CountDownLatch release = new CountDownLatch(1);
    List<Object> answers = new CopyOnWriteArrayList<>();
    onCall(
        client,
        symbols -> {
          hold(symbols, "A", release);
          if (symbols.equals(List.of("B"))) {
            world.pass(100);
            start(client, answers, "A");
            await().until(() -> asked.size() == 3);
          }
        });

    Thread both = start(client, answers, "A", "B");
    await().until(() -> asked.size() == 3 && both.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    joinAll();

    assertThat(answers).extracting(Object::toString).contains("{A=A@3}", "{A=A@3, B=B@2}");
    assertThat(asked).hasToString("[[A], [B], [A]]");
  }

  @Test
  void whatIsStillInTimeIsNotAskedForAnew() throws Throwable {
    Object client = client("map");
    ask(client, "A");
    world.pass(4_900);
    onCall(client, symbols -> world.pass(99));

    assertThat(ask(client, "A", "B")).hasToString("{A=A@1, B=B@2}");

    assertThat(asked(client)).hasToString("[[A], [B]]");
  }

  @Test
  void aClientThatTakesLongerThanAnAnswerLivesIsNotAskedForEver() throws Throwable {
    Object client = client("map");
    onCall(client, symbols -> world.pass(6_000));
    assertThat(ask(client, "A", "B")).hasToString("{A=A@1, B=B@1}");
    onCall(client, symbols -> {});
    ask(client, "A");
    onCall(client, symbols -> world.pass(6_000));

    assertThat(ask(client, "A", "B")).hasToString("{A=A@4, B=B@4}");

    assertThat(asked(client)).hasToString("[[A, B], [A], [B], [A, B]]");
  }

  @Test
  void aMissingOneMayWaitAsLongAsOthers() throws Throwable {
    Object client = client(rules("map").freshness(nullTtl(1)));
    ask(client, "?");
    world.pass(900);
    onCall(client, symbols -> world.pass(4_099));
    assertThat(ask(client, "?", "B")).hasToString("{B=B@2}");
    assertThat(asked(client)).hasToString("[[?], [B]]");
  }

  @Test
  void aMissingOneThatLivesLongerMayWaitLonger() throws Throwable {
    Object client = client(rules("map").freshness(nullTtl(10)));
    ask(client, "?");
    world.pass(4_000);
    onCall(client, symbols -> world.pass(5_999));
    assertThat(ask(client, "?", "B")).hasToString("{B=B@2}");

    onCall(client, symbols -> {});
    ask(client, "?");
    world.pass(4_000);
    onCall(client, symbols -> world.pass(6_000));
    assertThat(ask(client, "?", "C")).hasToString("{C=C@5}");

    assertThat(asked(client)).hasToString("[[?], [B], [?], [C], [?, C]]");
  }

  @Test
  void whatIsOverWhenAnothersLoadEndsIsAskedForAnew() throws Throwable {
    Object client = client("map");
    ask(client, "A");
    world.pass(4_900);
    List<?> asked = asked(client);
    CountDownLatch release = new CountDownLatch(1);
    onCall(client, symbols -> hold(symbols, "B", release));
    List<Object> answers = new CopyOnWriteArrayList<>();
    start(client, new ArrayList<>(), "B");
    await().until(() -> asked.size() == 2);
    Thread waiting = start(client, answers, "A", "B");
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    world.pass(100);
    release.countDown();
    joinAll();

    assertThat(answers).hasToString("[{A=A@3, B=B@2}]");
    assertThat(asked(client)).hasToString("[[A], [B], [A]]");
  }

  @Test
  void onesOwnPartMayBeOverWhenAnothersLoadEnds() throws Throwable {
    Object client = client("map");
    List<?> asked = asked(client);
    CountDownLatch release = new CountDownLatch(1);
    onCall(client, symbols -> hold(symbols, "B", release));
    List<Object> answers = new CopyOnWriteArrayList<>();
    start(client, new ArrayList<>(), "B");
    await().until(() -> asked.size() == 1);
    Thread waiting = start(client, answers, "C", "B");
    await().until(() -> asked.size() == 2 && waiting.getState() == Thread.State.TIMED_WAITING);

    world.pass(5_000);
    release.countDown();
    joinAll();

    assertThat(answers).hasToString("[{C=C@4, B=B@3}]");
    assertThat(asked(client)).hasToString("[[B], [C], [B], [C]]");
  }

  private static void hold(List<String> symbols, String symbol, CountDownLatch release) {
    try {
      if (symbols.equals(List.of(symbol))) {
        release.await();
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Object> promise(Object client, String... symbols)
      throws Throwable {
    return (CompletableFuture<Object>) Calls.call(client, "later", List.of(symbols));
  }

  private static void keep(Object client, int promise) throws Throwable {
    Calls.call(client, "keep", promise);
  }

  @Test
  void whatIsOverWhenAPromiseIsKeptIsAskedForAnew() throws Throwable {
    Object client = client("later");
    assertThat(promise(client, "A")).isNotDone();
    keep(client, 0);
    world.pass(4_900);
    CompletableFuture<Object> both = promise(client, "A", "B");

    world.pass(100);
    keep(client, 1);
    assertThat(both).isNotDone();
    keep(client, 2);

    assertThat(both.join()).hasToString("{A=A@3, B=B@3}");
    assertThat(asked(client)).hasToString("[[A], [B], [A, B]]");
  }

  @Test
  void whatIsOverWhenAnothersPromiseIsKeptIsAskedForAnew() throws Throwable {
    Object client = client("later");
    assertThat(promise(client, "A")).isNotDone();
    keep(client, 0);
    world.pass(4_900);
    assertThat(promise(client, "B")).isNotDone();
    CompletableFuture<Object> both = promise(client, "A", "B");

    world.pass(100);
    keep(client, 1);
    assertThat(both).isNotDone();
    keep(client, 2);

    assertThat(both.join()).hasToString("{A=A@3, B=B@3}");
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Map<String, String>>> promises = new ArrayList<>();
    private final List<Map<String, String>> answers = new ArrayList<>();
    private volatile Consumer<List<String>> slow;

    List<Object> asked() {
      return asked;
    }

    void slow(Consumer<List<String>> onCall) {
      slow = onCall;
    }

    private synchronized Map<String, String> quotes(List<String> symbols) {
      asked.add(symbols);
      Map<String, String> quotes = new LinkedHashMap<>();
      for (String symbol : symbols) {
        if (!symbol.equals("?")) {
          quotes.put(symbol, symbol + "@" + asked.size());
        }
      }
      return quotes;
    }

    Map<String, String> map(List<String> symbols) {
      Map<String, String> quotes = quotes(symbols);
      if (slow != null) {
        slow.accept(symbols);
      }
      return quotes;
    }

    CompletableFuture<Map<String, String>> later(List<String> symbols) {
      answers.add(quotes(symbols));
      promises.add(new CompletableFuture<>());
      return promises.get(promises.size() - 1);
    }

    void keep(int promise) {
      promises.get(promise).complete(answers.get(promise));
    }
  }
}
