package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.Lease;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Warmed;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.WarmUp;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Having ready what the namespace asks for most. */
class WarmingOfHotTest {

  private final Hot remote = new Hot();
  @RegisterExtension private final World world = new World(remote);

  private Object client() {
    Rule.Builder quotes =
        rule("quotes", WarmingTest.Client.class, "quote")
            .ttl(Duration.ofSeconds(5))
            .warm(WarmUp.ofHottest(2));
    return world.client(WarmingTest.Client.class, quotes.build());
  }

  private List<String> asked(Object client) throws Throwable {
    return ((List<?>) Calls.call(client, "asked")).stream().map(Object::toString).toList();
  }

  @Test
  void soManyOfTheMostAskedAreLoaded() throws Throwable {
    remote.hottest = List.of("MSFT", "IBM", "SAP");
    Object client = client();
    Calls.call(client, "quote", "AAPL");
    await().until(() -> world.said().contains("quotes: 2 symbols ready in "));

    assertThat(asked(client)).containsExactlyInAnyOrder("AAPL", "MSFT", "IBM");
  }

  @Test
  void theyAreNotAskedForWhileL2IsOnlyConnecting() throws Throwable {
    remote.hottest = List.of("MSFT");
    remote.available = false;
    Object client = client();
    Calls.call(client, "quote", "AAPL");
    await().until(() -> remote.looks.get() > 3);
    assertThat(asked(client)).containsExactly("AAPL");

    remote.available = true;
    await().until(() -> world.said().contains("quotes: 1 symbol ready in "));
    assertThat(asked(client)).containsExactly("AAPL", "MSFT");
  }

  @Test
  void withoutAWordOfL2NoneIsLoaded() throws Throwable {
    Object client = client();
    Calls.call(client, "quote", "AAPL");
    world.pass(60_000);
    await()
        .until(
            () ->
                world.said().contains("quotes: no symbol is made ready, for redis doesn't answer"));

    assertThat(asked(client)).containsExactly("AAPL");
  }

  @Test
  void whileL2IsOutNoProcessLoadsForItself() throws Throwable {
    remote.hottest = List.of("MSFT", "IBM");
    remote.fetched = Reading.UNAVAILABLE;
    Object client = client();
    Calls.call(client, "quote", "AAPL");
    world.pass(59_999);
    assertThat(asked(client)).containsExactly("AAPL");
    world.pass(1);
    await()
        .until(
            () ->
                world
                    .said()
                    .contains("quotes: 0 of 2 symbols ready in 60000 ms: 2 left out because"));

    assertThat(asked(client)).containsExactly("AAPL");
    assertThat(world.stats("quotes").warmed(Warmed.L2_OUT).sum()).isEqualTo(2);
  }

  /** Has no values, and knows what is asked for most. */
  private static final class Hot implements RemoteCache {
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean available = true;
    private volatile List<String> hottest;
    private volatile Reading fetched = Reading.BUSY;

    @Override
    public List<Reading> fetchAll(List<RemoteKey> keys) {
      return Collections.nCopies(keys.size(), fetched);
    }

    @Override
    public boolean available() {
      looks.incrementAndGet();
      return available;
    }

    @Override
    public List<String> mostAsked(String cache, int number) {
      assertThat(cache).isEqualTo("quotes");
      List<String> all = hottest;
      return all == null ? null : all.subList(0, Math.min(number, all.size()));
    }

    @Override
    public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
      return Reading.UNAVAILABLE;
    }

    @Override
    public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {}

    @Override
    public void renew(RemoteKey key, Lease lease, long leaseMillis) {}

    @Override
    public void release(RemoteKey key, Lease lease) {}

    @Override
    public void drop(RemoteKey key) {}

    @Override
    public void invalidate(String cache, String symbol) {}
  }
}
