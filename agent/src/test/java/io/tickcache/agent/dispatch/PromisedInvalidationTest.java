package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Methods that promise what makes answers wrong: whoever is told that a promise is fulfilled gets
 * no answer from before that.
 */
class PromisedInvalidationTest {

  @RegisterExtension private final World world = new World();

  private Object deskWithQuotes(String method, String symbol) throws Throwable {
    InvalidateOn placed =
        InvalidateOn.of(
            MethodPattern.parse(Desk.class.getName() + "#" + method),
            symbol == null ? null : ValuePath.parse(symbol),
            null);
    Rule rule = rule("quotes", Desk.class, "quote").invalidateOn(List.of(placed)).build();
    Object desk = world.client(Desk.class, rule);
    quote(desk, "AAPL");
    quote(desk, "MSFT");
    return desk;
  }

  private static String quote(Object desk, String symbol) throws Throwable {
    return (String) Calls.call(desk, "quote", symbol);
  }

  /** What the caller gets who is told of it, whose listener comes before any of the agent's. */
  private static CompletableFuture<String> quoteAfter(CompletionStage<?> placed, Object desk) {
    CompletableFuture<String> quoted = new CompletableFuture<>();
    placed.whenComplete(
        (order, failure) -> {
          try {
            quoted.complete(quote(desk, "AAPL"));
          } catch (Throwable fault) {
            quoted.completeExceptionally(fault);
          }
        });
    return quoted;
  }

  @Test
  void aPromiseVoidsWhenItIsReturnedAndAgainWhenItIsFulfilled() throws Throwable {
    Object desk = deskWithQuotes("placeLater", "arg0");

    CompletableFuture<Order> placed = placeLater(desk, "AAPL");
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@3");
    placed.complete(new Order("AAPL"));

    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@4");
    assertThat(quote(desk, "MSFT")).isEqualTo("MSFT@2");
  }

  @Test
  void whoeverHangsOnThePromiseGetsNoOlderAnswer() throws Throwable {
    Object desk = deskWithQuotes("placeLater", "arg0");

    CompletableFuture<Order> placed = placeLater(desk, "AAPL");
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@3");
    CompletableFuture<String> quoted = quoteAfter(placed, desk);
    placed.complete(new Order("AAPL"));

    assertThat(quoted).isCompletedWithValue("AAPL@4");
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@4");
    assertThat(quote(desk, "MSFT")).isEqualTo("MSFT@2");
  }

  @Test
  void whoeverSeesThatItIsDoneGetsNoOlderAnswerWhileListenersAreBusy() throws Throwable {
    Object desk = deskWithQuotes("placeLater", "arg0");
    CompletableFuture<Order> placed = placeLater(desk, "AAPL");
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@3");
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    CompletableFuture<Boolean> busy =
        placed.thenApply(
            order -> {
              told.countDown();
              return await(seen);
            });

    Thread completing = new Thread(() -> placed.complete(new Order("AAPL")));
    completing.start();
    try {
      assertThat(await(told)).isTrue();
      assertThat(placed).isDone();
      assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@4");
    } finally {
      seen.countDown();
      completing.join();
    }

    assertThat(busy).isCompletedWithValue(true);
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@4");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      return false;
    }
  }

  @Test
  void aPromisedAnswersOwnSymbolMayBeNamed() throws Throwable {
    Object desk = deskWithQuotes("placeLater", "return.symbol");

    CompletableFuture<Order> placed = placeLater(desk, "a new one");
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@1");
    CompletableFuture<String> quoted = quoteAfter(placed, desk);
    placed.complete(new Order("AAPL"));

    assertThat(quoted).isCompletedWithValue("AAPL@3");
    assertThat(quote(desk, "MSFT")).isEqualTo("MSFT@2");
  }

  @Test
  void withoutASymbolTheWholeCacheIsVoided() throws Throwable {
    Object desk = deskWithQuotes("placeLater", null);

    CompletableFuture<Order> placed = placeLater(desk, "MSFT");
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@3");
    CompletableFuture<String> quoted = quoteAfter(placed, desk);
    placed.complete(new Order("MSFT"));

    assertThat(quoted).isCompletedWithValue("AAPL@4");
  }

  @Test
  void aPromiseThatFailsVoidsNothingMore() throws Throwable {
    Object desk = deskWithQuotes("placeLater", "return.symbol");

    CompletableFuture<Order> placed = placeLater(desk, "AAPL");
    CompletableFuture<String> quoted = quoteAfter(placed, desk);
    placed.completeExceptionally(new IllegalStateException());

    assertThat(quoted).isCompletedWithValue("AAPL@1");
    assertThat(quote(desk, "MSFT")).isEqualTo("MSFT@2");
  }

  @Test
  void aStageThatCannotBeAskedHowFarItIsVoidsAllTheSame() throws Throwable {
    Object desk = deskWithQuotes("placeStage", "arg0");
    CompletableFuture<Order> placed = new CompletableFuture<>();

    Calls.call(desk, "placeStage", "AAPL", placed);
    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@3");
    placed.complete(new Order("AAPL"));

    assertThat(quote(desk, "AAPL")).isEqualTo("AAPL@4");
  }

  @SuppressWarnings("unchecked") // as the method declares it
  private static CompletableFuture<Order> placeLater(Object desk, String symbol) throws Throwable {
    return (CompletableFuture<Order>) Calls.call(desk, "placeLater", symbol);
  }

  /** Called by name from other loaders' classes. */
  public static class Order {
    public final String symbol;

    public Order(String symbol) {
      this.symbol = symbol;
    }
  }

  @SuppressWarnings("unused")
  static class Desk {
    private int quotes;

    String quote(String symbol) {
      return symbol + "@" + ++quotes;
    }

    CompletableFuture<Order> placeLater(String symbol) {
      return new CompletableFuture<>();
    }

    CompletionStage<Order> placeStage(String symbol, CompletableFuture<Order> placed) {
      return placed.minimalCompletionStage();
    }
  }
}
