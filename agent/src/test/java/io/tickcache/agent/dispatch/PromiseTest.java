package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that promise their answers, woven and answered from a real cache. */
class PromiseTest {

  @RegisterExtension private final World world = new World();

  private Object client(String method) {
    return world.client(Client.class, quotes(method).build());
  }

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofSeconds(5));
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Object> ask(Object client, String method, String symbol)
      throws Throwable {
    return ((CompletionStage<Object>) Calls.call(client, method, symbol)).toCompletableFuture();
  }

  @SuppressWarnings("unchecked")
  private static List<CompletableFuture<Object>> promises(Object client) throws Throwable {
    return (List<CompletableFuture<Object>>) Calls.call(client, "promises");
  }

  @Test
  void theAnswerIsKeptAndNotThePromise() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");
    assertThat(first).isNotDone();

    promises(client).get(0).complete("a");

    assertThat(first).isCompletedWithValue("a");
    CompletableFuture<Object> second = ask(client, "later", "A");
    assertThat(second).isCompletedWithValue("a").isNotSameAs(first);
    assertThat(promises(client)).hasSize(1);
  }

  @Test
  void whoAsksMeanwhileIsToldWithTheFirst() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");
    CompletableFuture<Object> second = ask(client, "later", "A");

    promises(client).get(0).complete("a");

    assertThat(first).isCompletedWithValue("a");
    assertThat(second).isCompletedWithValue("a");
    assertThat(promises(client)).hasSize(1);
  }

  @Test
  void whatOneCallerDoesWithHisPromiseConcernsNobodyElse() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");
    CompletableFuture<Object> second = ask(client, "later", "A");

    first.cancel(true);
    second.complete("forged");
    CompletableFuture<Object> third = ask(client, "later", "A");
    promises(client).get(0).complete("a");

    assertThat(third).isCompletedWithValue("a");
    assertThat(ask(client, "later", "A")).isCompletedWithValue("a");
  }

  @Test
  void aFailureIsToldToAllWhoWaitedAndNotKept() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");
    CompletableFuture<Object> second = ask(client, "later", "A");
    IllegalStateException failure = new IllegalStateException("down");

    promises(client).get(0).completeExceptionally(failure);

    assertThatThrownBy(first::join).hasCause(failure);
    assertThatThrownBy(second::join).hasCause(failure);
    assertThat(ask(client, "later", "A")).isNotDone();
    promises(client).get(1).complete("a");
  }

  @Test
  void whoFollowedACancelledCallAsksForHimself() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");
    CompletableFuture<Object> second = ask(client, "later", "A");

    promises(client).get(0).cancel(false);

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isNotDone();
    promises(client).get(1).complete("a");
    assertThat(second).isCompletedWithValue("a");
  }

  @Test
  void aPromiseThatIsNotKeptIsNotFollowedForEver() throws Throwable {
    Object client =
        world.client(Client.class, quotes("later").waitLimit(Duration.ofSeconds(2)).build());
    assertThat(ask(client, "later", "A")).isNotDone();
    world.pass(1_999);
    assertThat(ask(client, "later", "A")).isNotDone();
    assertThat(promises(client)).hasSize(1);

    world.pass(1);
    CompletableFuture<Object> third = ask(client, "later", "A");

    promises(client).get(1).complete("a");
    assertThat(third).isCompletedWithValue("a");
    promises(client).get(0).complete("late");
  }

  @Test
  void whoFollowsAPromiseThatIsNotKeptAsksForHimself() throws Throwable {
    Object client =
        world.client(Client.class, quotes("later").waitLimit(Duration.ofMillis(50)).build());
    assertThat(ask(client, "later", "A")).isNotDone();
    CompletableFuture<Object> second = ask(client, "later", "A");

    await().until(() -> size(client) == 2);
    promises(client).get(1).complete("a");

    assertThat(second).isCompletedWithValue("a");
    promises(client).get(0).complete("late");
  }

  private static int size(Object client) {
    try {
      return promises(client).size();
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }

  @Test
  void theAgeCountsFromTheCall() throws Throwable {
    Object client = client("later");
    assertThat(ask(client, "later", "A")).isNotDone();
    world.pass(4_000);
    promises(client).get(0).complete("a");
    world.pass(999);
    assertThat(ask(client, "later", "A")).isCompletedWithValue("a");

    world.pass(1);

    assertThat(ask(client, "later", "A")).isNotDone();
    promises(client).get(1).complete("b");
  }

  @Test
  void anAnswerMadeOfAPromisedOneIsAsOldAsThat() throws Throwable {
    Object client = world.client(Client.class, quotes("later").build(), facade());
    assertThat(ask(client, "later", "A")).isNotDone();
    promises(client).get(0).complete("a");
    world.pass(4_000);
    assertThat(Calls.call(client, "now", "A")).isEqualTo("a");
    world.pass(999);
    assertThat(Calls.call(client, "now", "A")).isEqualTo("a");

    world.pass(1);

    assertThat(Calls.call(client, "now", "A")).isEqualTo("none yet");
    promises(client).get(1).complete("b");
  }

  @Test
  void whoIsPartOfALoadFollowsNobodyWhoseAnswerHasNoAgeYet() throws Throwable {
    Object client = world.client(Client.class, quotes("later").build(), facade());
    assertThat(ask(client, "later", "A")).isNotDone();

    assertThat(Calls.call(client, "now", "A")).isEqualTo("none yet");

    assertThat(promises(client)).hasSize(2);
    promises(client).get(0).complete("a");
  }

  private static Rule facade() {
    return rule("facade", Client.class, "now").ttl(Duration.ofSeconds(5)).build();
  }

  @Test
  void anInvalidationMeanwhileKeepsNothing() throws Throwable {
    Object client = client("later");
    CompletableFuture<Object> first = ask(client, "later", "A");

    world.cache("quotes").invalidate("A");
    CompletableFuture<Object> second = ask(client, "later", "A");
    promises(client).get(0).complete("old");
    promises(client).get(1).complete("new");

    assertThat(first).isCompletedWithValue("old");
    assertThat(second).isCompletedWithValue("new");
    assertThat(ask(client, "later", "A")).isCompletedWithValue("new");
  }

  @Test
  void callersCannotDisturbEachOtherThroughAnAnswer() throws Throwable {
    Object client = client("books");
    CompletableFuture<Object> first = ask(client, "books", "A");
    CompletableFuture<Object> second = ask(client, "books", "A");
    promises(client).get(0).complete(new int[] {1, 2});

    ((int[]) first.join())[0] = 99;

    assertThat((int[]) second.join()).containsExactly(1, 2);
    assertThat((int[]) ask(client, "books", "A").join()).containsExactly(1, 2);
  }

  @Test
  void aStageIsAPromiseToo() throws Throwable {
    Object client = client("stage");
    assertThat(ask(client, "stage", "A")).isNotDone();
    promises(client).get(0).complete("a");

    assertThat(ask(client, "stage", "A")).isCompletedWithValue("a");
  }

  @Test
  void noPromiseAtAllIsPassedOn() throws Throwable {
    Object client = client("none");

    assertThat(Calls.call(client, "none", "A")).isNull();
    assertThat(Calls.call(client, "none", "A")).isNull();

    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
  }

  @Test
  void aFailureBeforeThePromiseIsTheClientsOwn() {
    Object client = client("failing");

    assertThatThrownBy(() -> Calls.call(client, "failing", "A"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A");
  }

  @Test
  void aFutureThatTellsNobodyIsRefused() throws Throwable {
    Object client = client("plain");

    Calls.call(client, "plain", "A");

    assertThat(world.said()).contains("R026").contains("which tells nobody when its answer is");
  }

  @Test
  void aPromiseOfAClassThatCallersMayCountOnIsTheirs() throws Throwable {
    Object client = client("reply");

    assertThat(ask(client, "reply", "A")).isInstanceOf(Reply.class);
    assertThat(ask(client, "reply", "A")).isInstanceOf(Reply.class);

    assertThat(world.said())
        .contains(
            "quotes: its promises are of the class `" + Reply.class.getName() + "`, which callers")
        .contains("the rule is off for this method");
    assertThat(world.dispatch().refusals("quotes", "quotes"))
        .singleElement()
        .asString()
        .contains("#reply", ": its promises are of the class `" + Reply.class.getName());
    assertThat(world.dispatch().refusals("other", "quotes")).isEmpty();
  }

  @Test
  void aStageOfAClassThatCallersMayCountOnIsTheirsToo() throws Throwable {
    Object client = client("replyStage");

    assertThat(ask(client, "replyStage", "A")).isInstanceOf(Reply.class);
    assertThat(ask(client, "replyStage", "A")).isInstanceOf(Reply.class);
  }

  @Test
  void aPromiseOfAClassThatNobodyElseKnowsIsReplaced() throws Throwable {
    Object client = client("hidden");
    CompletableFuture<Object> first = ask(client, "hidden", "A");
    promises(client).get(0).complete("a");

    assertThat(first).isCompletedWithValue("a").isExactlyInstanceOf(CompletableFuture.class);
    assertThat(ask(client, "hidden", "A")).isCompletedWithValue("a");
    assertThat(promises(client)).hasSize(1);
  }

  @Test
  void aPromiseOfTheJdksHttpClientIsReplaced() throws Throwable {
    Object client = client("http");
    CompletableFuture<Object> first = ask(client, "http", "A");

    assertThat(first.join()).isEqualTo("unreachable");
    assertThat(promises(client).get(0)).isNotExactlyInstanceOf(CompletableFuture.class);
    assertThat(first).isExactlyInstanceOf(CompletableFuture.class);
    assertThat(ask(client, "http", "A")).isCompletedWithValue("unreachable");
    assertThat(promises(client)).hasSize(1);
  }

  /** A promise that callers know more of. */
  public static class Reply<T> extends CompletableFuture<T> {

    /** One of a class that only its superclass is known of. */
    public static <T> Reply<T> special() {
      return new Reply<>() {};
    }

    /** A promise of a class that nobody else knows. */
    public static <T> CompletableFuture<T> hidden() {
      return new CompletableFuture<>() {};
    }
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<CompletableFuture<?>> promises = new CopyOnWriteArrayList<>();

    List<CompletableFuture<?>> promises() {
      return promises;
    }

    private <T> CompletableFuture<T> promise() {
      CompletableFuture<T> promise = new CompletableFuture<>();
      promises.add(promise);
      return promise;
    }

    CompletableFuture<String> later(String symbol) {
      return promise();
    }

    String now(String symbol) {
      return later(symbol).getNow("none yet");
    }

    CompletableFuture<int[]> books(String symbol) {
      return promise();
    }

    CompletionStage<String> stage(String symbol) {
      return promise();
    }

    CompletableFuture<String> none(String symbol) {
      return null;
    }

    CompletableFuture<String> failing(String symbol) {
      throw new IllegalStateException(symbol);
    }

    CompletableFuture<String> reply(String symbol) {
      return Reply.special();
    }

    CompletionStage<String> replyStage(String symbol) {
      return new Reply<>();
    }

    CompletableFuture<String> hidden(String symbol) {
      CompletableFuture<String> promise = Reply.hidden();
      promises.add(promise);
      return promise;
    }

    CompletableFuture<String> http(String symbol) {
      CompletableFuture<String> promise =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(URI.create("http://localhost:1/" + symbol)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .thenApply(HttpResponse::body)
              .exceptionally(failure -> "unreachable");
      promises.add(promise);
      return promise;
    }

    Future<String> plain(String symbol) {
      return promise();
    }
  }
}
