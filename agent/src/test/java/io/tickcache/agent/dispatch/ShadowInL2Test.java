package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Lease;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.dispatch.ShadowTest.Client;
import io.tickcache.agent.dispatch.ShadowedPromiseTest.Book;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a cache that only watches has to do with L2. */
class ShadowInL2Test {

  private final OneValue remote = new OneValue();
  @RegisterExtension private final World world = new World(remote);

  private Object quotes() {
    Freshness freshness =
        Freshness.ttl(Duration.ofSeconds(5)).l1Ttl(Duration.ofMillis(100)).build();
    return world.client(
        Client.class,
        rule("quotes", Client.class, "quote(String)")
            .freshness(freshness)
            .mode(Mode.SHADOW)
            .build());
  }

  private ShadowStats stats() throws Exception {
    world.settleBackground();
    return world.stats("quotes").shadow();
  }

  @Test
  void whatL2HoldsIsComparedAndNotReplaced() throws Throwable {
    List<Long> ages = new ArrayList<>();
    Object client = quotes();
    Calls.call(client, "quote", "AAPL");
    assertThat(remote.filled).isNotNull();
    Calls.call(client, "price", 2);
    stats().recordAges(ages::add);

    world.pass(1_000);
    Calls.call(client, "quote", "AAPL");

    assertThat(world.stats("quotes").remoteHits.sum()).isEqualTo(1);
    assertThat(stats().misses.sum()).isEqualTo(1);
    assertThat(stats().different.sum()).isEqualTo(1);
    assertThat(stats().fields()).containsOnlyKeys("price");
    assertThat(ages).containsExactly(TimeUnit.SECONDS.toNanos(1));
    assertThat(remote.fills).isEqualTo(1);
  }

  /** The clock of this test stands still: whoever waited would wait for ever. */
  @Test
  void nobodyWaitsForTheLoadOfAnotherProcess() throws Throwable {
    remote.busy = true;
    Object client = quotes();

    Calls.call(client, "quote", "AAPL");

    assertThat(stats().misses.sum()).isEqualTo(1);
    assertThat(remote.fills).isZero();
  }

  private Object promising(String method) {
    return world.client(
        ShadowedPromiseTest.Client.class,
        rule("quotes", ShadowedPromiseTest.Client.class, method)
            .ttl(Duration.ofSeconds(5))
            .mode(Mode.SHADOW)
            .build());
  }

  @SuppressWarnings("unchecked")
  private static void promise(Object client, String method, Object answer) throws Throwable {
    ((CompletableFuture<Object>) Calls.call(client, method, "AAPL")).complete(answer);
  }

  @Test
  void whatACallerPutsIntoThePromiseHimselfStaysInTheProcess() throws Throwable {
    Object client = promising("later");

    promise(client, "later", "the caller's own");

    assertThat(stats().misses.sum()).isEqualTo(1);
    assertThat(remote.fills).isZero();
  }

  /** Its caller may have changed it by then. */
  @Test
  void aPromisedAnswerThatCanBeChangedStaysInTheProcessForAllOfItsTime() throws Throwable {
    Object client = promising("book");
    promise(client, "book", new Book(1));

    world.pass(4_999);
    promise(client, "book", new Book(1));

    assertThat(remote.fills).isZero();
    assertThat(world.stats("quotes").remoteMisses.sum()).isZero();
    assertThat(stats().same.sum()).isEqualTo(1);
    assertThat(world.said())
        .contains("quotes: its callers have the client's own promises", "stay in this process");
  }

  /** Holds the latest answer for whatever key. */
  private static final class OneValue implements RemoteCache {
    private Reading.Found filled;
    private int fills;
    private boolean busy;

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
      if (busy) {
        return Reading.BUSY;
      }
      return filled == null ? new Reading.Leased(new Lease() {}) : filled;
    }

    @Override
    public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {
      fills++;
      filled = new Reading.Found(bytes, birthNanos);
    }

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
