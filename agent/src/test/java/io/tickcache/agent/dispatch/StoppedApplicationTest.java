package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container has stopped is freed, however long its answers might still be served. */
class StoppedApplicationTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder lasting(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofHours(10));
  }

  private Loom started(Rule... rules) {
    return world
        .loom(rules)
        .holding(StoppedApplicationTest.class, Client.class, Quote.class, Venue.class);
  }

  private void awaitFreed(List<WeakReference<Loom>> stopped) {
    world.stop();
    await()
        .until(
            () -> {
              System.gc();
              return stopped.stream().allMatch(loader -> loader.get() == null);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "sharedQuote", "promised"})
  void itsAnswersGoWithIt(String method) throws Throwable {
    awaitFreed(List.of(answered(method, "AAPL", lasting(method).build())));

    assertThat(world.cache("quotes").size()).isZero();
  }

  @Test
  void soDoAnswersOfEachReceiver() throws Throwable {
    Rule rule = lasting("quote").receiver(Receiver.of(Receiver.Kind.INSTANCE)).build();

    awaitFreed(List.of(answered("quote", "AAPL", rule)));
  }

  private WeakReference<Loom> answered(String method, String symbol, Rule rule) throws Throwable {
    Loom loom = started(rule);
    Object client = Calls.create(loom.load(Client.class));
    Calls.call(client, method, symbol);
    Calls.call(client, method, symbol);
    assertThat(world.hits("quotes")).as(world.said()).isPositive();
    return new WeakReference<>(loom);
  }

  @Test
  void aClassOfItsOwnInAKeyGoesWithIt() throws Throwable {
    awaitFreed(List.of(answeredAt(lasting("at").symbol(ValuePath.parse("arg0")).build())));
  }

  private WeakReference<Loom> answeredAt(Rule rule) throws Throwable {
    Loom loom = started(rule);
    Object client = Calls.create(loom.load(Client.class));
    Object venue = loom.load(Venue.class).getEnumConstants()[0];
    Calls.call(client, "at", "AAPL", venue);
    Calls.call(client, "at", "AAPL", venue);
    assertThat(world.hits("quotes")).isPositive();
    return new WeakReference<>(loom);
  }

  @Test
  void anInvalidationThatNeverFellDueKeepsNothing() throws Throwable {
    Rule rule =
        lasting("quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Client.class.getName() + "#order"),
                        ValuePath.parse("arg0"),
                        null)))
            .build();

    awaitFreed(List.of(ordered(rule)));
  }

  private WeakReference<Loom> ordered(Rule rule) throws Throwable {
    Loom loom = started(rule);
    Object client = Calls.create(loom.load(Client.class));
    Calls.call(client, "quote", "AAPL");
    Calls.call(client, "order", loom.load(Venue.class).getEnumConstants()[0]);
    return new WeakReference<>(loom);
  }

  @Test
  void theNumbersOfItsCallSitesAreGivenOutAgain() throws Throwable {
    Rule rule = lasting("quote").build();
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      List<WeakReference<Loom>> stopped = new ArrayList<>();
      stopped.add(answered("quote", "AAPL", rule));
      numbers.addAll(world.sites());
      awaitFreed(stopped);
    }

    assertThat(numbers).hasSizeLessThan(5);
  }

  @Test
  void aNumberThatRefusedRulesTookBackIsNotTakenForTheOneThatIsGone() throws Throwable {
    Rule rule = lasting("quote").build();
    awaitFreed(List.of(answered("quote", "AAPL", rule)));
    Dispatch refused =
        world
            .dispatch()
            .next(
                Loom.setOf(rule),
                Loom.setOf(lasting("at").build()),
                new Caches(Backplane.Sync.ALONE),
                RemoteCache.NONE);
    Loom loom =
        new Loom(refused, rule)
            .holding(StoppedApplicationTest.class, Client.class, Quote.class, Venue.class);
    Object client = Calls.create(loom.load(Client.class));
    long before = world.hits("quotes");

    loom.change(world.dispatch(), rule);
    Calls.call(client, "quote", "AAPL");
    Calls.call(client, "quote", "AAPL");

    assertThat(world.hits("quotes")).isEqualTo(before + 1);
  }

  static class Client {
    private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    Quote quote(String symbol) {
      return new Quote(symbol);
    }

    Venue sharedQuote(String symbol) {
      return Venue.EAST;
    }

    Quote at(String symbol, Venue venue) {
      return new Quote(symbol + venue);
    }

    CompletableFuture<Quote> promised(String symbol) {
      return CompletableFuture.completedFuture(new Quote(symbol));
    }

    CompletableFuture<Void> order(Venue venue) {
      return NEVER;
    }
  }

  static class Quote {
    String text;

    Quote(String text) {
      this.text = text;
    }
  }

  enum Venue {
    EAST
  }
}
