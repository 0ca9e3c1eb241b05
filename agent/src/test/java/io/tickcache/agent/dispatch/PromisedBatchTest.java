package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that promise an answer for many symbols, woven and answered from a real cache. */
class PromisedBatchTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder batch(String method) {
    return rule("quotes", Client.class, method)
        .symbols(ValuePath.parse("arg0"))
        .ttl(Duration.ofSeconds(5));
  }

  private Object client(Rule.Builder... rules) {
    List<Rule> built = new ArrayList<>();
    for (Rule.Builder rule : rules) {
      built.add(rule.build());
    }
    return world.client(Client.class, built.toArray(new Rule[0]));
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Object> ask(Object client, String method, String... symbols)
      throws Throwable {
    return ((CompletionStage<Object>) Calls.call(client, method, List.of(symbols)))
        .toCompletableFuture();
  }

  /** Has the client keep one of its promises, the first is 0. */
  private static void keep(Object client, int promise) throws Throwable {
    Calls.call(client, "keep", promise);
  }

  @Test
  void onlyWhatIsMissingGoesUpstream() throws Throwable {
    Object client = client(batch("map"));
    CompletableFuture<Object> first = ask(client, "map", "A", "B");
    assertThat(first).isNotDone();
    keep(client, 0);
    assertThat(first.join()).hasToString("{A=A@1, B=B@1}");

    CompletableFuture<Object> second = ask(client, "map", "C", "A", "?");
    assertThat(second).isNotDone();
    keep(client, 1);

    assertThat(second.join()).hasToString("{C=C@2, A=A@1}");
    assertThat(ask(client, "map", "B", "C", "?").join()).hasToString("{B=B@1, C=C@2}");
    assertThat(asked(client)).hasToString("[[A, B], [C, ?]]");
  }

  @Test
  void whatOthersLoadIsJoined() throws Throwable {
    Object client = client(batch("map"));
    CompletableFuture<Object> one = ask(client, "map", "A", "B");
    CompletableFuture<Object> two = ask(client, "map", "B", "C");
    CompletableFuture<Object> three = ask(client, "map", "C", "A");
    assertThat(asked(client)).hasToString("[[A, B], [C]]");

    keep(client, 1);
    assertThat(two).isNotDone();
    assertThat(three).isNotDone();
    keep(client, 0);

    assertThat(one.join()).hasToString("{A=A@1, B=B@1}");
    assertThat(two.join()).hasToString("{B=B@1, C=C@2}");
    assertThat(three.join()).hasToString("{C=C@2, A=A@1}");
  }

  @Test
  void whoeverBringsTheLastPieceKeepsThePromise() throws Throwable {
    Object client = client(batch("map"));
    assertThat(ask(client, "map", "A")).isNotDone();
    CompletableFuture<Thread> completing =
        ask(client, "map", "A", "B").thenApply(answer -> Thread.currentThread());
    keep(client, 1);
    assertThat(completing).isNotDone();

    Thread last =
        new Thread(
            () -> {
              try {
                keep(client, 0);
              } catch (Throwable failure) {
                throw new IllegalStateException(failure);
              }
            });
    last.start();
    last.join();

    assertThat(completing).isCompletedWithValue(last);
  }

  @Test
  void whatOneCallerDoesWithHisPromiseConcernsNobodyElse() throws Throwable {
    Object client = client(batch("map"));
    CompletableFuture<Object> first = ask(client, "map", "A", "B");
    CompletableFuture<Object> second = ask(client, "map", "B", "A");

    first.cancel(true);
    keep(client, 0);

    assertThat(second.join()).hasToString("{B=B@1, A=A@1}");
    ((Map<?, ?>) second.join()).clear();
    assertThat(ask(client, "map", "A").join()).hasToString("{A=A@1}");
  }

  @Test
  void whatALoadOfOthersLeavesIsAskedForAnew() throws Throwable {
    Object client = client(batch("map"));
    CompletableFuture<Object> first = ask(client, "map", "A", "B");
    CompletableFuture<Object> second = ask(client, "map", "C", "B", "A");
    IllegalStateException failure = new IllegalStateException("down");

    Calls.call(client, "fail", 0, failure);
    keep(client, 1);
    assertThat(second).isNotDone();
    keep(client, 2);

    assertThatThrownBy(first::join).hasCause(failure);
    assertThat(second.join()).hasToString("{C=C@2, B=B@3, A=A@3}");
    assertThat(asked(client)).hasToString("[[A, B], [C], [B, A]]");
    assertThat(ask(client, "map", "A").join()).hasToString("{A=A@3}");
  }

  @Test
  void aFailureOfOnesOwnIsTheClientsOwn() throws Throwable {
    Object client = client(batch("map"));
    assertThat(ask(client, "map", "A")).isNotDone();
    CompletableFuture<Object> second = ask(client, "map", "A", "B");
    IllegalStateException failure = new IllegalStateException("down");

    Calls.call(client, "fail", 1, failure);

    assertThatThrownBy(second::join).hasCause(failure);
    keep(client, 0);
    assertThat(ask(client, "map", "A").join()).hasToString("{A=A@1}");
  }

  @Test
  void aFailureBeforeThePromiseIsTheClientsOwn() throws Throwable {
    Object client = client(batch("failing"));

    assertThatThrownBy(() -> Calls.call(client, "failing", List.of("A")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("[A]");
    assertThat(Calls.call(client, "failing", List.of())).isNull();
  }

  @Test
  void noPromiseAtAllIsPassedOn() throws Throwable {
    Object client = client(batch("none"));

    assertThat(Calls.call(client, "none", List.of("A"))).isNull();
    assertThat(Calls.call(client, "none", List.of("A"))).isNull();
  }

  @Test
  void anAnswerThatCannotBeTakenApartIsFollowedByTheOriginalCall() throws Throwable {
    Object client = client(batch("odd"));
    CompletableFuture<Object> first = ask(client, "odd", "A");
    keep(client, 0);
    assertThat(first.join()).hasToString("{A=A@1}");

    CompletableFuture<Object> second = ask(client, "odd", "A", "odd");
    keep(client, 1);
    assertThat(second).isNotDone();
    keep(client, 2);

    assertThat(second.join()).hasToString("{x=x@3}");
    assertThat(asked(client)).hasToString("[[A], [odd], [A, odd]]");
    assertThat(world.bypasses("quotes", BypassReason.NESTED)).isEqualTo(1);
  }

  @Test
  void aLoadThatIsOverdueIsJoinedNoMore() throws Throwable {
    Object client = client(batch("map").waitLimit(Duration.ofSeconds(2)));
    CompletableFuture<Object> first = ask(client, "map", "A");
    world.pass(2_000);

    CompletableFuture<Object> second = ask(client, "map", "A", "B");
    keep(client, 1);

    assertThat(second.join()).hasToString("{A=A@2, B=B@2}");
    keep(client, 0);
    assertThat(first.join()).hasToString("{A=A@1}");
  }

  @Test
  void anInvalidationMeanwhileKeepsNothing() throws Throwable {
    Object client = client(batch("map"));
    CompletableFuture<Object> first = ask(client, "map", "A", "B");

    world.cache("quotes").invalidate("A");
    keep(client, 0);

    assertThat(first.join()).hasToString("{A=A@1, B=B@1}");
    CompletableFuture<Object> second = ask(client, "map", "A", "B");
    keep(client, 1);
    assertThat(second.join()).hasToString("{A=A@2, B=B@1}");
  }

  @Test
  void singleCallsAndBatchesShareTheirEntries() throws Throwable {
    Object client =
        client(
            rule("single", Client.class, "single").cache("quotes").shared(true),
            batch("map").shared(true));
    assertThat(Calls.call(client, "single", "A")).isEqualTo("A@1");

    CompletableFuture<Object> batch = ask(client, "map", "A", "B");
    keep(client, 0);

    assertThat(batch.join()).hasToString("{A=A@1, B=B@2}");
    assertThat(Calls.call(client, "single", "B")).isEqualTo("B@2");
  }

  @Test
  void aStageOfAnObjectAroundAListIsAPromiseToo() throws Throwable {
    Object client = client(batch("page").resultSymbol(ValuePath.parse("return.quotes")));
    CompletableFuture<Object> first = ask(client, "page", "A");
    keep(client, 0);
    assertThat(first.join()).hasToString("page[A@1]");

    CompletableFuture<Object> second = ask(client, "page", "B", "A");
    keep(client, 1);

    assertThat(second.join()).hasToString("page[B@2, A@1]");
  }

  @Test
  void aPromiseOfAClassThatCallersMayCountOnIsTheirs() throws Throwable {
    Object client =
        client(
            rule("single", Client.class, "single").cache("quotes").shared(true),
            batch("reply").shared(true));
    assertThat(Calls.call(client, "single", "A")).isEqualTo("A@1");

    CompletableFuture<Object> some = ask(client, "reply", "A", "B");
    assertThat(some).isInstanceOf(PromiseTest.Reply.class);
    assertThat(some.join()).hasToString("{A=A@3, B=B@3}");
    CompletableFuture<Object> all = ask(client, "reply", "A", "B");

    assertThat(all).isInstanceOf(PromiseTest.Reply.class);
    assertThat(all.join()).hasToString("{A=A@4, B=B@4}");
    assertThat(asked(client)).hasToString("[[A], [B], [A, B], [A, B]]");
    assertThat(world.said()).contains("the rule is off for this method");
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Object> asked = new ArrayList<>();
    private final List<CompletableFuture<Object>> promises = new ArrayList<>();
    private final List<Object> answers = new ArrayList<>();

    List<Object> asked() {
      return asked;
    }

    void keep(int promise) {
      promises.get(promise).complete(answers.get(promise));
    }

    void fail(int promise, Throwable failure) {
      promises.get(promise).completeExceptionally(failure);
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<T> later(T answer) {
      CompletableFuture<Object> promise = new CompletableFuture<>();
      promises.add(promise);
      answers.add(answer);
      return (CompletableFuture<T>) promise;
    }

    private Map<String, String> quotes(List<String> symbols) {
      asked.add(symbols);
      Map<String, String> quotes = new LinkedHashMap<>();
      for (String symbol : symbols) {
        if (!symbol.equals("?")) {
          quotes.put(symbol, symbol + "@" + asked.size());
        }
      }
      return quotes;
    }

    String single(String symbol) {
      return quotes(List.of(symbol)).get(symbol);
    }

    CompletableFuture<Map<String, String>> map(List<String> symbols) {
      return later(quotes(symbols));
    }

    CompletableFuture<Map<String, String>> reply(List<String> symbols) {
      CompletableFuture<Map<String, String>> reply = new PromiseTest.Reply<>();
      reply.complete(quotes(symbols));
      return reply;
    }

    CompletableFuture<Map<String, String>> odd(List<String> symbols) {
      Map<String, String> quotes = quotes(symbols);
      return later(
          symbols.contains("odd") ? new LinkedHashMap<>(Map.of("x", "x@" + asked.size())) : quotes);
    }

    CompletableFuture<Map<String, String>> failing(List<String> symbols) {
      if (symbols.isEmpty()) {
        return null;
      }
      throw new IllegalStateException(symbols.toString());
    }

    CompletableFuture<Map<String, String>> none(List<String> symbols) {
      return null;
    }

    CompletionStage<Page> page(List<String> symbols) {
      return later(new Page(new ArrayList<>(quotes(symbols).values())));
    }
  }

  public static class Page {
    private final List<String> quotes;

    public Page(List<String> quotes) {
      this.quotes = quotes;
    }

    @Override
    public String toString() {
      return "page" + quotes;
    }
  }
}
