package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.ShiftedClock;
import io.tickcache.it.harness.Upstream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Two applications with the agent, whose way to one Redis leads through a proxy, and an upstream
 * that takes 5 to 20 ms. Entries end soon, so that callers keep asking Redis.
 */
public final class Scene implements Closeable {

  /** The longest that Redis may keep a caller waiting. */
  public static final Duration TIMEOUT = Duration.ofMillis(50);

  /** The age that no answer may reach. */
  public static final Duration TTL = Duration.ofMillis(400);

  /** The channel on which the agents talk to each other. */
  public static final String CHANNEL = "tickcache:{default}:nodes";

  private static final String RULES =
      """
      version: 1
      redis:
        uri: %s
        timeout: %dms
        circuit-breaker: {slow-call: 1s, open-for: 1s}
      rules:
        quotes:
          method: com.acme.md.QuoteClient#getQuote(String)
          ttl: %dms
          l1-ttl: 40ms
          degraded-ttl: 200ms
          invalidate-on:
            - method: com.acme.orders.OrderService#placeOrder
              symbol: arg0.symbol
      """;

  private final Deque<Closeable> started = new ArrayDeque<>();
  private final RedisServer redis;
  private final FaultProxy proxy;
  private final Upstream upstream;
  private final AgentJvm one;
  private final AgentJvm two;
  private final ShiftedClock clock;

  private Scene() throws IOException {
    try {
      redis = keep(RedisServer.started());
      proxy = FaultProxy.before(redis.port());
      keep(proxy::close);
      upstream = Upstream.started();
      keep(upstream::close);
      one = keep(application());
      two = keep(application());
      clock = keep(ShiftedClock.of(two));
      for (AgentJvm app : apps()) {
        app.ask("quote WARM-UP");
        app.awaitSynced();
      }
    } catch (IOException | RuntimeException | Error failure) {
      close();
      throw failure;
    }
    upstream.changeWithEachCall();
    upstream.delay(Duration.ofMillis(5), Duration.ofMillis(20));
  }

  /** A scene where all is well. */
  public static Scene ready() throws IOException {
    return new Scene();
  }

  public RedisServer redis() {
    return redis;
  }

  public FaultProxy proxy() {
    return proxy;
  }

  public Upstream upstream() {
    return upstream;
  }

  public AgentJvm one() {
    return one;
  }

  public AgentJvm two() {
    return two;
  }

  /** The clock of the second application. */
  public ShiftedClock clock() {
    return clock;
  }

  public List<AgentJvm> apps() {
    return List.of(one, two);
  }

  private AgentJvm application() {
    return AgentJvm.console(upstream)
        .rules(RULES.formatted(proxy.uri(), TIMEOUT.toMillis(), TTL.toMillis()))
        .jvmArguments(ShiftedClock.jvmArguments())
        .start();
  }

  private <T extends Closeable> T keep(T resource) {
    started.push(resource);
    return resource;
  }

  @Override
  public void close() throws IOException {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }
}
