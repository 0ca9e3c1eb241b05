package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.dispatch.ShadowedBatchTest.Client;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.Verification;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls for many symbols of which some are held against the upstream. */
class VerifyingBatchTest {

  @RegisterExtension private final World world = new World();

  private Object client(String method, double share) {
    return world.client(
        Client.class,
        rule("quotes", Client.class, method)
            .symbols(ValuePath.parse("arg0"))
            .ttl(Duration.ofSeconds(5))
            .verify(new Verification(share, null))
            .build());
  }

  private static Object ask(Object client, String method, String symbols) throws Throwable {
    return Calls.call(client, method, List.of(symbols.split(" ")));
  }

  private ShadowStats stats() throws Exception {
    world.settleBackground();
    return world.stats("quotes").shadow();
  }

  @Test
  void aCheckedCallGoesUpstreamWholeAndWhatTheCacheHasIsCompared() throws Throwable {
    Object client = client("map", 100);
    ask(client, "map", "A B");
    Calls.call(client, "price", "B", 2);

    Object answer = ask(client, "map", "A B C");

    assertThat(answer).isSameAs(Calls.call(client, "last"));
    assertThat(asked(client)).hasToString("[[A, B], [A, B, C]]");
    assertThat(stats().calls.sum()).as("answers that were there").isEqualTo(2);
    assertThat(stats().misses.sum()).isZero();
    assertThat(stats().same.sum()).isEqualTo(1);
    assertThat(stats().fields()).containsOnlyKeys("price");
    assertThat(stats().comparedCalls.sum()).isEqualTo(1);
    assertThat(world.cache("quotes").size()).as("the rest is kept").isEqualTo(3);
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(3);
  }

  @Test
  void theOthersAreAnsweredFromTheCache() throws Throwable {
    Object client = client("map", 1e-12);
    ask(client, "map", "A B");

    for (int i = 0; i < 100; i++) {
      ask(client, "map", "B A");
    }

    assertThat(asked(client)).hasSize(1);
    assertThat(world.stats("quotes").shadowIfAny()).isNull();
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatIsPromisedIsTakenDownBeforeTheStagesOfItsCallerRun() throws Throwable {
    Object client = client("later", 100);
    for (int call = 0; call < 2; call++) {
      var promise = (CompletableFuture<Map<String, Object>>) ask(client, "later", "A B");
      var clients = ((List<CompletableFuture<Object>>) Calls.call(client, "promises")).get(call);
      assertThat(promise.thenAccept(Map::clear)).isNotDone();
      assertThat(promise).as("a promise as that of any load").isNotSameAs(clients);
      clients.complete(ask(client, "quotes", "A B"));
      assertThat(promise).isCompleted();
    }

    assertThat(stats().same.sum()).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("unchecked")
  void whoIsCheckedAsksForWhatAnotherLoadsAndFollowsNobody() throws Throwable {
    Object client = client("later", 100);
    var first = (CompletableFuture<Map<String, Object>>) ask(client, "later", "A B");
    var second = (CompletableFuture<Map<String, Object>>) ask(client, "later", "B C");
    var promises = (List<CompletableFuture<Object>>) Calls.call(client, "promises");

    promises.get(1).complete(ask(client, "quotes", "B C"));
    assertThat(second).isCompleted();
    promises.get(0).complete(ask(client, "quotes", "A B"));

    assertThat(first).isCompleted();
    assertThat(asked(client)).hasToString("[[A, B], [B, C]]");
    assertThat(world.stats("quotes").follows.sum()).isZero();
    assertThat(world.bypasses("quotes", BypassReason.WAIT)).isEqualTo(1);
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(3);
  }

  @Test
  void whatCanBeWalkedThroughOnceIsAnsweredAsEver() throws Throwable {
    Object client = client("walked", 100);
    for (int call = 0; call < 2; call++) {
      Iterator<String> walked = List.of("A", "B").iterator();
      Iterable<String> once = () -> walked;
      assertThat((Map<?, ?>) Calls.call(client, "walked", once)).hasSize(2);
    }

    assertThat(world.hits("quotes")).isEqualTo(2);
    assertThat(world.stats("quotes").shadowIfAny()).isNull();
  }
}
