package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that change while they are asked for, by their callers or by the client. */
class ChangedArgumentsTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofSeconds(5));
  }

  private static Rule.Builder single(String method) {
    return quotes(method).symbol(ValuePath.parse("arg0.symbol"));
  }

  private static Rule.Builder batch(String method) {
    return quotes(method).symbols(ValuePath.parse("arg0"));
  }

  private Object client(Rule.Builder rule) {
    return world.client(Client.class, rule.build());
  }

  /** Has this happen within the next call, before the client reads its arguments. */
  private static void meanwhile(Object client, Runnable change) throws Throwable {
    Calls.call(client, "meanwhile", change);
  }

  private static Object ask(Object client, String method, Object argument) throws Throwable {
    return Calls.call(client, method, argument);
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Object> promise(Object client, String method, Object argument)
      throws Throwable {
    return (CompletableFuture<Object>) Calls.call(client, method, argument);
  }

  private void isTold() {
    assertThat(world.said())
        .containsOnlyOnce("what a call of")
        .contains("asks for had changed when the method returned")
        .contains("To mend it, pass each call a request of its own");
  }

  private void nothingIsTold() {
    assertThat(world.said()).doesNotContain("had changed");
  }

  @Test
  void theAnswerIsItsCallersAndIsNotKept() throws Throwable {
    Object client = client(single("quote"));
    Request request = new Request("A");
    meanwhile(client, () -> request.symbol = "B");

    assertThat(ask(client, "quote", request)).isEqualTo("B@1");

    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("A@2");
    assertThat(ask(client, "quote", new Request("B"))).isEqualTo("B@3");
    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("A@2");
    isTold();
  }

  @Test
  void aMapIsReadAgainToo() throws Throwable {
    Object client = client(single("mapped"));
    Map<String, String> request = new LinkedHashMap<>(Map.of("symbol", "A"));
    meanwhile(client, () -> request.put("symbol", "B"));

    assertThat(ask(client, "mapped", request)).isEqualTo("B@1");
    meanwhile(client, request::clear);
    assertThat(ask(client, "mapped", request)).isEqualTo("null@2");

    assertThat(ask(client, "mapped", Map.of("symbol", "A"))).isEqualTo("A@3");
  }

  @Test
  void whatTheRuleNamesAsAPartOfTheKeyIsReadAgain() throws Throwable {
    Object client = client(single("quote").key(List.of(ValuePath.parse("arg0.venue"))));
    Request request = new Request("A");
    meanwhile(client, () -> request.venue = "Y");

    ask(client, "quote", request);

    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("A@2");
    isTold();
  }

  @Test
  void theRestIsTheClientsToWriteInto() throws Throwable {
    Object client = client(single("quote"));
    Request request = new Request("A");
    meanwhile(client, () -> request.venue = "nonce 4711");

    ask(client, "quote", request);

    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("A@1");
    nothingIsTold();
  }

  @Test
  void aSymbolInAnotherLetterCaseIsTheSame() throws Throwable {
    Object client = client(single("quote").symbolCase(SymbolCase.UPPER));
    Request request = new Request("A");
    meanwhile(client, () -> request.symbol = "a");

    assertThat(ask(client, "quote", request)).isEqualTo("a@1");

    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("a@1");
    nothingIsTold();
  }

  @Test
  void whatCannotBeReadAgainHasChanged() throws Throwable {
    Object client = client(single("quote"));
    Request request = new Request("A");
    meanwhile(client, () -> request.symbol = null);

    assertThat(ask(client, "quote", request)).isEqualTo("null@1");
    Request unreadable = new Request("A");
    meanwhile(client, () -> unreadable.broken = true);
    assertThatThrownBy(() -> ask(client, "quote", unreadable))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");

    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("A@3");
  }

  @Test
  void whoFollowedAsksForHimself() throws Throwable {
    Object client = client(single("quote"));
    Request request = new Request("A");
    List<Object> second = new ArrayList<>();
    Thread follower = thread(() -> second.add(ask(client, "quote", new Request("A"))));
    meanwhile(
        client,
        () -> {
          follower.start();
          await().until(() -> follower.getState() == Thread.State.TIMED_WAITING);
          request.symbol = "B";
        });

    assertThat(ask(client, "quote", request)).isEqualTo("B@1");
    follower.join();

    assertThat(second).containsExactly("A@2");
    assertThat(ask(client, "quote", new Request("A"))).isEqualTo("A@2");
  }

  private interface Call {
    void make() throws Throwable;
  }

  private static Thread thread(Call call) {
    return new Thread(
        () -> {
          try {
            call.make();
          } catch (Throwable failure) {
            throw new AssertionError(failure);
          }
        });
  }

  /** Has another caller make a call, and waits until that has returned. */
  private static void elsewhere(Call call) {
    Thread other = thread(call);
    other.start();
    try {
      other.join();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void aFailureIsItsCallersAloneToo() throws Throwable {
    Object client = client(single("later"));
    Request request = new Request("A");
    List<CompletableFuture<Object>> second = new ArrayList<>();
    meanwhile(
        client,
        () -> {
          elsewhere(() -> second.add(promise(client, "later", new Request("A"))));
          request.symbol = "unknown";
        });

    assertThatThrownBy(() -> ask(client, "later", request))
        .isInstanceOf(IllegalArgumentException.class);

    keep(client, 0);
    assertThat(second.get(0)).isCompletedWithValue("A@2");
  }

  /** Whoever waited for it would get nothing. */
  @Test
  void aPromiseForSomethingElseKeepsNobodyWaiting() throws Throwable {
    Object client = client(single("later"));
    Request request = new Request("A");
    meanwhile(client, () -> request.symbol = "B");

    assertThat(promise(client, "later", request)).isNotDone();

    assertThat(world.cache("quotes").loadsUnderWay()).isZero();
    keep(client, 0);
  }

  private static void keep(Object client, int promise) throws Throwable {
    Calls.call(client, "keep", promise);
  }

  @Test
  void aListIsWalkedAgain() throws Throwable {
    Object client = client(batch("list"));
    List<String> symbols = new ArrayList<>(List.of("A", "B"));
    meanwhile(client, () -> Collections.reverse(symbols));

    assertThat(ask(client, "list", symbols)).hasToString("[B@1, A@1]");

    assertThat(ask(client, "list", List.of("A", "B"))).hasToString("[A@2, B@2]");
    assertThat(ask(client, "list", List.of("B", "A"))).hasToString("[B@2, A@2]");
    isTold();
  }

  @Test
  void theElementsAreReadAgain() throws Throwable {
    Object client = client(quotes("requests").symbols(ValuePath.parse("arg0.symbol")));
    Request a = new Request("A");
    meanwhile(client, () -> a.symbol = "C");

    assertThat(ask(client, "requests", List.of(a, new Request("B")))).hasToString("[C@1, B@1]");

    assertThat(ask(client, "requests", List.of(new Request("A"), new Request("B"))))
        .hasToString("[A@2, B@2]");
  }

  @Test
  void anElementOfThoseThatAreMissingIsReadAgain() throws Throwable {
    Object client = client(quotes("requests").symbols(ValuePath.parse("arg0.symbol")));
    ask(client, "requests", List.of(new Request("A")));
    Request b = new Request("B");
    meanwhile(client, () -> b.symbol = "C");

    assertThat(ask(client, "requests", List.of(new Request("A"), b))).hasToString("[A@3, C@3]");

    assertThat(ask(client, "requests", List.of(new Request("A"), new Request("B"))))
        .hasToString("[A@1, B@4]");
    isTold();
  }

  @Test
  void aListThatTheClientDoesNotSeeMayChange() throws Throwable {
    Object client = client(batch("list"));
    ask(client, "list", List.of("A"));
    List<String> symbols = new ArrayList<>(List.of("A", "B"));
    meanwhile(client, () -> symbols.set(1, "C"));

    assertThat(ask(client, "list", symbols)).hasToString("[A@1, B@2]");

    assertThat(ask(client, "list", List.of("B"))).hasToString("[B@2]");
    nothingIsTold();
  }

  @Test
  void whatCanBeWalkedOnceIsWalkedOnce() throws Throwable {
    Object client = client(batch("walked"));
    Iterator<String> once = List.of("A", "B").iterator();

    assertThat(ask(client, "walked", (Iterable<String>) () -> once)).hasToString("[A@1, B@1]");

    assertThat(ask(client, "walked", List.of("B", "A"))).hasToString("[B@1, A@1]");
    nothingIsTold();
  }

  @Test
  void aQueueThatTheClientEmptiesIsNotLeftFull() throws Throwable {
    Object client = client(batch("polled"));
    Queue<String> first = new ArrayDeque<>(List.of("A"));
    Queue<String> second = new ArrayDeque<>(List.of("A"));

    ask(client, "polled", first);
    assertThat(ask(client, "polled", second)).hasToString("[A@2]");

    assertThat(first).isEmpty();
    assertThat(second).isEmpty();
  }

  @Test
  void aRequestIsTheCallersAgainWhenAPromiseIsThere() throws Throwable {
    Object client = client(single("later"));
    Request request = new Request("A");
    CompletableFuture<Object> first = promise(client, "later", request);
    request.symbol = "B";
    keep(client, 0);

    assertThat(first).isCompletedWithValue("A@1");
    assertThat(promise(client, "later", new Request("A"))).isCompletedWithValue("A@1");
    nothingIsTold();
  }

  @Test
  void aPromiseForChangedArgumentsIsItsCallersAlone() throws Throwable {
    Object client = client(single("later"));
    Request request = new Request("A");
    List<CompletableFuture<Object>> second = new ArrayList<>();
    meanwhile(
        client,
        () -> {
          elsewhere(() -> second.add(promise(client, "later", new Request("A"))));
          request.symbol = "B";
        });

    CompletableFuture<Object> first = promise(client, "later", request);
    keep(client, 0);
    keep(client, 1);

    assertThat(first).isCompletedWithValue("B@1");
    assertThat(second.get(0)).isCompletedWithValue("A@2");
    assertThat(promise(client, "later", new Request("A"))).isCompletedWithValue("A@2");
    isTold();
  }

  @Test
  void aPromiseOfManyForChangedArgumentsIsItsCallersAlone() throws Throwable {
    Object client = client(batch("laterMany"));
    List<String> symbols = new ArrayList<>(List.of("A", "B"));
    meanwhile(client, () -> Collections.reverse(symbols));

    CompletableFuture<Object> first = promise(client, "laterMany", symbols);
    keep(client, 0);
    assertThat(first.join()).hasToString("[B@1, A@1]");
    CompletableFuture<Object> second = promise(client, "laterMany", symbols);
    symbols.clear();
    keep(client, 1);

    assertThat(second.join()).hasToString("[B@2, A@2]");
    assertThat(promise(client, "laterMany", List.of("A", "B")).join()).hasToString("[A@2, B@2]");
    isTold();
  }

  @Test
  void aPromiseOfSomeForChangedArgumentsIsAskedForWhole() throws Throwable {
    Object client = client(quotes("laterRequests").symbols(ValuePath.parse("arg0.symbol")));
    assertThat(promise(client, "laterRequests", List.of(new Request("A")))).isNotDone();
    keep(client, 0);
    Request b = new Request("B");
    meanwhile(client, () -> b.symbol = "C");

    CompletableFuture<Object> both = promise(client, "laterRequests", List.of(new Request("A"), b));
    assertThat(both).isNotDone();
    keep(client, 2);

    assertThat(both.join()).hasToString("[A@3, C@3]");
    isTold();
  }

  private Object callbackClient(String method) {
    return client(single(method).callback(Callback.of(1, "accept", 0, null, null)));
  }

  @Test
  void aCallbackForChangedArgumentsIsItsCallersAlone() throws Throwable {
    Object client = callbackClient("called");
    List<Object> heard = new ArrayList<>();
    List<Object> heardToo = new ArrayList<>();
    Consumer<Object> too = heardToo::add;
    Consumer<Object> first = heard::add;
    Request request = new Request("A");
    meanwhile(
        client,
        () -> {
          elsewhere(() -> Calls.call(client, "called", new Request("A"), too));
          request.symbol = "B";
        });

    Calls.call(client, "called", request, first);
    keep(client, 0);
    keep(client, 1);

    assertThat(heard).containsExactly("B@1");
    assertThat(heardToo).containsExactly("A@2");
    Calls.call(client, "called", new Request("A"), too);
    assertThat(heardToo).containsExactly("A@2", "A@2");
    isTold();
  }

  @Test
  void aRequestIsTheCallersAgainBeforeItsCallbackIsCalled() throws Throwable {
    Object client = callbackClient("called");
    List<Object> heard = new ArrayList<>();
    Consumer<Object> callback = heard::add;
    Request request = new Request("A");
    Calls.call(client, "called", request, callback);
    request.symbol = "B";
    keep(client, 0);

    Calls.call(client, "called", new Request("A"), callback);

    assertThat(heard).containsExactly("A@1", "A@1");
    nothingIsTold();
  }

  @Test
  void aCallbackThatIsCalledAtOnceIsHeldAgainstTheArgumentsAtOnce() throws Throwable {
    Object client = callbackClient("calledAtOnce");
    List<Object> heard = new ArrayList<>();
    Consumer<Object> callback = heard::add;
    Request request = new Request("A");
    meanwhile(client, () -> request.symbol = "B");

    Calls.call(client, "calledAtOnce", request, callback);
    Calls.call(client, "calledAtOnce", new Request("A"), callback);
    Calls.call(client, "calledAtOnce", new Request("A"), callback);

    assertThat(heard).containsExactly("B@1", "A@2", "A@2");
    isTold();
  }

  public static class Request {
    volatile String symbol;
    volatile String venue = "X";
    volatile boolean broken;

    public Request(String symbol) {
      this.symbol = symbol;
    }

    public String getSymbol() {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      return symbol;
    }

    public String getVenue() {
      return venue;
    }
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Runnable> promised = new ArrayList<>();
    private Runnable change;
    private int calls;

    void meanwhile(Runnable next) {
      change = next;
    }

    private int begin() {
      int call = ++calls;
      Runnable now = change;
      change = null;
      if (now != null) {
        now.run();
      }
      return call;
    }

    void keep(int promise) {
      promised.get(promise).run();
    }

    private <T> CompletableFuture<T> promise(int call, T answer) {
      CompletableFuture<T> promise = new CompletableFuture<>();
      promised.add(() -> promise.complete(answer));
      return promise;
    }

    String quote(Request request) {
      int call = begin();
      return request.getSymbol() + "@" + call;
    }

    String mapped(Map<String, String> request) {
      int call = begin();
      return request.get("symbol") + "@" + call;
    }

    List<String> list(List<String> symbols) {
      return walked(symbols);
    }

    List<String> walked(Iterable<String> symbols) {
      int call = begin();
      List<String> answers = new ArrayList<>();
      for (String symbol : symbols) {
        answers.add(symbol + "@" + call);
      }
      return answers;
    }

    List<String> polled(Queue<String> symbols) {
      int call = begin();
      List<String> answers = new ArrayList<>();
      while (!symbols.isEmpty()) {
        answers.add(symbols.poll() + "@" + call);
      }
      return answers;
    }

    List<String> requests(Collection<Request> requests) {
      int call = begin();
      List<String> answers = new ArrayList<>();
      for (Request request : requests) {
        answers.add(request.getSymbol() + "@" + call);
      }
      return answers;
    }

    CompletableFuture<String> later(Request request) {
      int call = begin();
      if (request.getSymbol().equals("unknown")) {
        throw new IllegalArgumentException(request.getSymbol());
      }
      return promise(call, request.getSymbol() + "@" + call);
    }

    CompletableFuture<List<String>> laterMany(List<String> symbols) {
      int call = begin();
      List<String> answers = new ArrayList<>();
      for (String symbol : symbols) {
        answers.add(symbol + "@" + call);
      }
      return promise(call, answers);
    }

    CompletableFuture<List<String>> laterRequests(List<Request> requests) {
      return promise(calls, requests(requests)).thenApply(answers -> answers);
    }

    void called(Request request, Consumer<String> callback) {
      String answer = quoteOf(request);
      promised.add(() -> callback.accept(answer));
    }

    void calledAtOnce(Request request, Consumer<String> callback) {
      callback.accept(quoteOf(request));
    }

    private String quoteOf(Request request) {
      int call = begin();
      return request.getSymbol() + "@" + call;
    }
  }
}
