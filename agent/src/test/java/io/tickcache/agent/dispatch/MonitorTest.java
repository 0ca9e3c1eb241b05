package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.Calls;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Monitors of the client's that are taken while another caller waits for its answer. */
class MonitorTest {

  private static final long LIMIT_SECONDS = 30;

  @RegisterExtension private final World world = new World();

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /**
   * The leader needs the monitor that its follower holds. Without the agent the second caller would
   * have asked for itself; with it he does so after {@code wait}.
   */
  @Test
  void aFollowerThatHoldsWhatItsLeaderNeedsAsksForItselfInTheEnd() throws Throwable {
    Object client =
        world.client(
            Client.class,
            rule("quotes", Client.class, "quote").waitLimit(Duration.ofMillis(200)).build(),
            rule("prices", Client.class, "price").build());
    CountDownLatch leading = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    Calls.call(client, "inTheFirstBody", leading, held);

    Future<Object> leader = threads.submit(() -> ask(client, "quote"));
    await(leading);
    Future<Object> follower = threads.submit(() -> ask(client, "underItsMonitor"));

    assertThat(follower.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("AAPL 101.25");
    assertThat(leader.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("AAPL 101.25");
    assertThat(world.bypasses("quotes", BypassReason.WAIT)).isEqualTo(1);
    assertThat(world.said())
        .containsOnlyOnce(
            "prices: "
                + Client.class.getName()
                + ".price(String) is synchronized: its callers wait for each other, also for hits");
  }

  private static Object ask(Object client, String method) throws Exception {
    try {
      return Calls.call(client, method, "AAPL");
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @SuppressWarnings("unused")
  static class Client {
    private CountDownLatch leading = new CountDownLatch(0);
    private CountDownLatch held = new CountDownLatch(0);
    private boolean first = true;

    void inTheFirstBody(CountDownLatch newLeading, CountDownLatch newHeld) {
      leading = newLeading;
      held = newHeld;
    }

    String quote(String symbol) throws InterruptedException {
      if (first) {
        first = false;
        leading.countDown();
        held.await();
      }
      return symbol + " " + price(symbol);
    }

    synchronized double price(String symbol) {
      return 101.25;
    }

    synchronized String underItsMonitor(String symbol) throws InterruptedException {
      held.countDown();
      return quote(symbol);
    }
  }
}
