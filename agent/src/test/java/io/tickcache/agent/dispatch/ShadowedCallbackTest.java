package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.dispatch.CallbackTest.Answer;
import io.tickcache.agent.dispatch.CallbackTest.Client;
import io.tickcache.agent.dispatch.CallbackTest.Heard;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that hand out their answers by a callback, under a rule that only watches. */
class ShadowedCallbackTest {

  @RegisterExtension private final World world = new World();

  private Object client(String method) {
    return world.client(
        Client.class,
        rule("quotes", Client.class, method)
            .mode(Mode.SHADOW)
            .ttl(Duration.ofSeconds(5))
            .callback(Callback.of(1, "got", 0, "failed", null))
            .build());
  }

  private static Heard ask(Object client, String method, String symbol) throws Throwable {
    Heard heard = new Heard();
    Calls.call(client, method, symbol, heard);
    return heard;
  }

  @SuppressWarnings("unchecked")
  private static Answer<Object> asked(Object client, int call) throws Throwable {
    return ((List<Answer<Object>>) Calls.call(client, "asked")).get(call);
  }

  private ShadowStats stats() throws Exception {
    world.settleBackground();
    return world.stats("quotes").shadow();
  }

  @Test
  void everyCallGoesUpstreamAndItsCallbackHearsWhatTheClientSays() throws Throwable {
    Object client = client("later");
    for (int call = 0; call < 3; call++) {
      Heard heard = ask(client, "later", "A");
      assertThat(heard.got).isEmpty();
      String answer = call < 2 ? "a" : "b";
      asked(client, call).got(answer);
      assertThat(heard.got).containsExactly(answer);
      assertThat(asked(client, call)).as("a stand-in that says it is the same").isEqualTo(heard);
    }

    assertThat(stats().calls.sum()).isEqualTo(3);
    assertThat(stats().misses.sum()).isEqualTo(1);
    assertThat(stats().same.sum()).isEqualTo(1);
    assertThat(stats().fields()).containsOnlyKeys("return");
  }

  /** The stand-in hears it first. */
  @Test
  void anAnswerIsTakenDownBeforeTheCallbackChangesIt() throws Throwable {
    Object client = client("books");
    for (int call = 0; call < 2; call++) {
      Heard heard =
          new Heard() {
            @Override
            public void got(Object value) {
              ((int[]) value)[0] = 99;
            }
          };
      Calls.call(client, "books", "A", heard);
      asked(client, call).got(new int[] {1});
    }

    assertThat(stats().same.sum()).isEqualTo(1);
  }

  @Test
  void aFailureIsCountedWhereTheCacheWouldHaveAnswered() throws Throwable {
    Object client = client("later");
    ask(client, "later", "A");
    asked(client, 0).got("a");
    IllegalStateException failure = new IllegalStateException("down");
    Heard heard = ask(client, "later", "A");

    asked(client, 1).failed(failure);

    assertThat(heard.failures).containsExactly(failure);
    assertThat(stats().failed.sum()).isEqualTo(1);
  }

  @Test
  void whatTheMethodThrowsIsItsCallers() throws Throwable {
    Object client = client("throwing");

    assertThatThrownBy(() -> ask(client, "throwing", "A"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A");

    assertThat(stats().misses.sum()).isEqualTo(1);
    assertThat(world.cache("quotes").size()).isZero();
  }

  @Test
  void whoAsksWhileAnotherLoadsIsAFollower() throws Throwable {
    Object client = client("later");
    Heard first = ask(client, "later", "A");
    Heard second = ask(client, "later", "A");
    asked(client, 1).got("second");
    asked(client, 0).got("first");

    assertThat(first.got).containsExactly("first");
    assertThat(second.got).containsExactly("second");
    assertThat(stats().followers.sum()).isEqualTo(1);
  }

  @Test
  void aSecondAnswerSwitchesTheRuleOffAsInModeCache() throws Throwable {
    Object client = client("later");
    Heard heard = ask(client, "later", "A");
    asked(client, 0).got("a");
    asked(client, 0).got("b");

    assertThat(heard.got).containsExactly("a", "b");
    assertThat(world.said()).contains("was a subscription");
  }

  @Test
  void aCallWithoutACallbackIsLeftAlone() throws Throwable {
    Object client = client("later");

    Calls.call(client, "later", "A", null);

    assertThat(asked(client, 0)).isNull();
    assertThat(world.bypasses("quotes", BypassReason.NO_CALLBACK)).isEqualTo(1);
  }

  @Test
  void faultsOfTheAgentsAreNoneOfTheClients() throws Throwable {
    Object client = client("later");
    ask(client, "later", "A");
    asked(client, 0).got("a");
    Heard heard = ask(client, "later", "A");

    world.failClock(new IllegalStateException("no time"));
    asked(client, 1).got("a");
    world.failClock(null);

    assertThat(heard.got).containsExactly("a");
    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(world.said()).contains("quotes: the agent failed");
  }
}
