package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A call that can't come under way, for the application's own thread prevents it, leaves nothing.
 */
class FaultyBeginTest {

  @RegisterExtension private final World world = new World();

  private Object client(Mode mode, String method) {
    Rule.Builder rule = rule("quotes", Client.class, method).mode(mode);
    if (method.equals("map")) {
      rule.symbols(ValuePath.parse("arg0")).verify(new Verification(100, null));
    } else if (method.equals("told")) {
      rule.callback(Callback.of(1, "got", 0, null, null));
    }
    return world.client(Client.class, rule.build());
  }

  /** A call of any of the methods, whose body does this before it returns. */
  private static void call(Object client, String method, String symbol, Runnable during)
      throws Throwable {
    Calls.call(client, "during", during);
    if (method.equals("told")) {
      Calls.call(client, method, symbol, (Listener) quote -> {});
    } else {
      Calls.call(client, method, method.equals("map") ? List.of(symbol) : symbol);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CACHE, quote",
    "CACHE, promised",
    "CACHE, told",
    "CACHE, map",
    "SHADOW, quote",
    "SHADOW, promised",
    "SHADOW, told",
    "SHADOW, map",
    "OBSERVE, quote",
    "OBSERVE, map"
  })
  void nothingIsLeftUnderWay(Mode mode, String method) throws Throwable {
    Object client = client(mode, method);
    CompletableFuture<Void> called = new CompletableFuture<>();
    Thread other = new Unhashed(() -> settle(called, client, method));
    while (UnderWay.place(other) != UnderWay.place(Thread.currentThread())) {
      other = new Unhashed(() -> settle(called, client, method));
    }
    Thread met = other;

    call(
        client,
        method,
        "AAPL",
        () -> {
          met.start();
          called.join();
        });

    assertThat(world.said()).contains("quotes: the agent failed", "no hash");
    if (mode == Mode.OBSERVE) {
      call(client, method, "MSFT", () -> {});
      assertThat(world.observation("quotes").stats().shared()).isZero();
    } else {
      assertThat(world.bypasses("quotes", BypassReason.FAULT)).isEqualTo(1);
      assertThat(world.cache("quotes").loadsUnderWay()).isZero();
    }
  }

  private static void settle(CompletableFuture<Void> called, Object client, String method) {
    try {
      call(client, method, "MSFT", () -> {});
      called.complete(null);
    } catch (Throwable failure) {
      called.completeExceptionally(failure);
    }
  }

  /** Its hash is wanted only where another thread has its place. */
  private static final class Unhashed extends Thread {
    Unhashed(Runnable task) {
      super(task);
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("no hash");
    }
  }

  public interface Listener {
    void got(String quote);
  }

  static final class Client {
    private Runnable during = () -> {};

    void during(Runnable happening) {
      during = happening;
    }

    String quote(String symbol) {
      during.run();
      return symbol;
    }

    CompletableFuture<String> promised(String symbol) {
      return CompletableFuture.completedFuture(quote(symbol));
    }

    void told(String symbol, Listener listener) {
      listener.got(quote(symbol));
    }

    Map<String, String> map(List<String> symbols) {
      during.run();
      Map<String, String> quotes = new HashMap<>();
      symbols.forEach(symbol -> quotes.put(symbol, symbol));
      return quotes;
    }
  }
}
