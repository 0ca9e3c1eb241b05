package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes with one Redis; each test has symbols of its own. */
class InvalidationIT {

  private static final String CHANNEL = "tickcache:{default}:invalidate";

  @RegisterExtension static final World WORLD = World.ofClass();

  private static Upstream upstream;
  private static RedisServer redis;
  private static AgentJvm one;
  private static AgentJvm two;

  @BeforeAll
  static void startTwoProcesses() throws IOException {
    upstream = WORLD.upstream();
    redis = WORLD.redis();
    String rules = Rules.quotes(redis, "ttl: 10m", "l1-ttl: 10m");
    one = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    two = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    one.ask("quote WARM-UP");
    two.ask("quote WARM-UP");
    one.awaitSynced();
    two.awaitSynced();
  }

  @Test
  void aWovenMethodInvalidatesInItsOwnProcessAtOnceAndSoonInTheOther() {
    long changed = changeBehindBothBacks("ORDERED");

    one.ask("order ORDERED");

    assertThat(one.askNumber("quote ORDERED")).isEqualTo(changed);
    awaitNews(two, "ORDERED", changed);
    assertThat(upstream.calls("ORDERED")).isEqualTo(2);
  }

  @Test
  void aWovenMethodWithoutSymbolInvalidatesTheWholeCache() {
    long first = changeBehindBothBacks("CLOSED-1");
    long second = changeBehindBothBacks("CLOSED-2");

    one.ask("close-day");

    assertThat(one.askNumber("quote CLOSED-1")).isEqualTo(first);
    assertThat(one.askNumber("quote CLOSED-2")).isEqualTo(second);
    awaitNews(two, "CLOSED-1", first);
    awaitNews(two, "CLOSED-2", second);
  }

  @Test
  void eachInvalidationIsToldOnce() {
    // Messages keep their order: with this one, all that were on the way have arrived.
    long changed = changeBehindBothBacks("LAST-BEFORE");
    one.ask("order LAST-BEFORE");
    awaitNews(two, "LAST-BEFORE", changed);
    long surplus = received(two) - sent(one);
    for (int i = 0; i < 2_000; i++) {
      one.ask("order TOLD-ONCE");
    }
    AgentJvm.awaiting("the arrival of all").until(() -> received(two) - sent(one) >= surplus);

    assertThat(received(two) - sent(one)).isEqualTo(surplus);
  }

  @Test
  void aMethodThatFailedInvalidatesNothing() {
    changeBehindBothBacks("REFUSED");

    assertThat(one.ask("bad-order REFUSED")).startsWith("failed java.lang.IllegalArgument");

    assertThat(one.askNumber("quote REFUSED")).isEqualTo(0);
    assertThat(two.askNumber("quote REFUSED")).isEqualTo(0);
    assertThat(upstream.calls("REFUSED")).isEqualTo(1);
  }

  @Test
  void anInvalidationOfOneSymbolLeavesTheOthersAlone() {
    changeBehindBothBacks("NEIGHBOUR");

    one.ask("order OTHER");

    assertThat(one.askNumber("quote NEIGHBOUR")).isEqualTo(0);
    assertThat(upstream.calls("NEIGHBOUR")).isEqualTo(1);
  }

  @Test
  void anyProgramInvalidatesASymbolInBothTiersByPublishing() throws IOException {
    long changed = changeBehindBothBacks("PUBLISHED");

    assertThat(redis.publish(CHANNEL, "quotes PUBLISHED")).isEqualTo(2);

    awaitNews(one, "PUBLISHED", changed);
    awaitNews(two, "PUBLISHED", changed);
  }

  @Test
  void anyProgramInvalidatesAWholeCacheInBothTiersByPublishing() throws IOException {
    long first = changeBehindBothBacks("SWEPT-1");
    long second = changeBehindBothBacks("SWEPT-2");

    assertThat(redis.publish(CHANNEL, "quotes *")).isEqualTo(2);

    awaitNews(one, "SWEPT-1", first);
    awaitNews(two, "SWEPT-1", first);
    awaitNews(one, "SWEPT-2", second);
    awaitNews(two, "SWEPT-2", second);
  }

  @Test
  void aSlowLoadThatTheOtherProcessInvalidatedIsNotKeptWhereItRan() {
    long changed = invalidateDuringALoad("SLOW-HERE", two);

    assertThat(one.askNumber("quote SLOW-HERE")).isEqualTo(changed);
    assertThat(upstream.calls("SLOW-HERE")).isEqualTo(2);
  }

  @Test
  void aSlowLoadThatTheOtherProcessInvalidatedIsNotSharedWithIt() {
    long changed = invalidateDuringALoad("SLOW-THERE", two);

    assertThat(two.askNumber("quote SLOW-THERE")).isEqualTo(changed);
    assertThat(upstream.calls("SLOW-THERE")).isEqualTo(2);
  }

  @Test
  void aSlowLoadThatItsOwnProcessInvalidatedIsKeptInNeitherTier() {
    long changed = invalidateDuringALoad("SLOW-OWN", one);

    assertThat(two.askNumber("quote SLOW-OWN")).isEqualTo(changed);
    assertThat(one.askNumber("quote SLOW-OWN")).isEqualTo(changed);
    assertThat(upstream.calls("SLOW-OWN")).isEqualTo(2);
  }

  @Test
  void aSlowLoadThatAProgramInvalidatedIsNotKept() throws IOException {
    upstream.hold("SLOW-FOREIGN");
    one.ask("begin load SLOW-FOREIGN");
    awaitCalls("SLOW-FOREIGN", 1);
    long changed = upstream.change("SLOW-FOREIGN");
    long before = received(one);
    redis.publish(CHANNEL, "quotes SLOW-FOREIGN");
    AgentJvm.awaiting("the message").until(() -> received(one) > before);
    upstream.letGo("SLOW-FOREIGN");
    assertThat(one.ask("end load")).isEqualTo("0");

    assertThat(one.askNumber("quote SLOW-FOREIGN")).isEqualTo(changed);
    awaitNews(two, "SLOW-FOREIGN", changed);
  }

  /** Has a symbol in both tiers of both processes, and then changes it where nobody looks. */
  private static long changeBehindBothBacks(String symbol) {
    assertThat(one.askNumber("quote " + symbol)).isEqualTo(0);
    AgentJvm.awaiting("the fill of L2")
        .until(() -> !redis.keys("*:v:quotes:" + symbol + ":*").isEmpty());
    assertThat(two.askNumber("quote " + symbol)).isEqualTo(0);
    assertThat(upstream.calls(symbol)).as("loads of %s", symbol).isEqualTo(1);
    long changed = upstream.change(symbol);
    assertThat(one.askNumber("quote " + symbol)).isEqualTo(0);
    return changed;
  }

  /** Lets a load begin in one process, invalidates, and lets the load end with the old data. */
  private static long invalidateDuringALoad(String symbol, AgentJvm invalidating) {
    upstream.hold(symbol);
    one.ask("begin load " + symbol);
    awaitCalls(symbol, 1);
    long changed = upstream.change(symbol);
    AgentJvm hearing = invalidating.pid() == one.pid() ? two : one;
    long before = received(hearing);
    invalidating.ask("order " + symbol);
    AgentJvm.awaiting("the invalidation").until(() -> received(hearing) > before);
    upstream.letGo(symbol);
    assertThat(one.ask("end load")).as("who asked before the invalidation").isEqualTo("0");
    return changed;
  }

  private static void awaitNews(AgentJvm app, String symbol, long version) {
    AgentJvm.awaiting("version " + version + " of " + symbol)
        .until(() -> app.askNumber("quote " + symbol) == version);
  }

  private static void awaitCalls(String symbol, long calls) {
    AgentJvm.awaiting("call " + calls + " for " + symbol)
        .until(() -> upstream.calls(symbol) == calls);
  }

  private static long sent(AgentJvm app) {
    return app.meters().count("tickcache.backplane.invalidations", "direction", "sent");
  }

  private static long received(AgentJvm app) {
    return app.meters().count("tickcache.backplane.invalidations", "direction", "received");
  }
}
