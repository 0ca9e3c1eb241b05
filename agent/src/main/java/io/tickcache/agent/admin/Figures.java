package io.tickcache.agent.admin;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.metrics.Latencies;
import io.tickcache.agent.metrics.Latency;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a process besides its caches; and what is kept for those who look at the port,
 * while it is open. Thread-safe.
 */
public final class Figures {

  private final Supplier<String> version;
  final LongSupplier uptimeSeconds;
  final LongSupplier wallMillis;
  private volatile @Nullable Latencies latencies;
  private volatile @Nullable History history;
  private volatile @Nullable TopSymbols symbols;

  /**
   * @param version brings the agent's, when it is wanted first
   * @param wallMillis the host's clock
   */
  public Figures(Supplier<String> version, LongSupplier uptimeSeconds, LongSupplier wallMillis) {
    this.version = version;
    this.uptimeSeconds = uptimeSeconds;
    this.wallMillis = wallMillis;
  }

  /**
   * How long things took and how old hits were is told from these; null where nobody records it.
   */
  public void know(@Nullable Latencies recorded) {
    latencies = recorded;
  }

  /**
   * The port is open.
   *
   * @param symbolOf tells the symbol of a key; null where no symbols are to be told
   */
  public void begin(@Nullable Function<Object, String> symbolOf) {
    history = new History();
    symbols = symbolOf == null ? null : new TopSymbols(symbolOf);
  }

  /** The port is closed: nothing more is kept. */
  public void end() {
    TopSymbols kept = symbols;
    if (kept != null) {
      kept.close();
    }
    history = null;
    symbols = null;
  }

  /** Keeps what has happened; called about once a second, by the thread that begins and ends. */
  public void look(Caches caches, long nowNanos) {
    if (history != null) {
      history.look(caches, nowNanos, this::ageMillis);
    }
    if (symbols != null) {
      symbols.look(caches, nowNanos);
    }
  }

  String version() {
    return version.get();
  }

  @Nullable History history() {
    return history;
  }

  @Nullable TopSymbols symbols() {
    return symbols;
  }

  Map<String, Latency> latencies(String cache) {
    Latencies known = latencies;
    return known == null ? Collections.<String, Latency>emptyMap() : known.of(cache);
  }

  @Nullable Latency staleAge(String cache) {
    Latencies known = latencies;
    return known == null ? null : known.staleAge(cache);
  }

  @Nullable Latency age(String cache) {
    Latencies known = latencies;
    return known == null ? null : known.age(cache);
  }

  private int ageMillis(String cache) {
    Latency age = age(cache);
    return age == null ? Series.UNKNOWN : (int) Math.min(Integer.MAX_VALUE, age.p99 * 1000);
  }

  @Nullable Latency lag() {
    Latencies known = latencies;
    return known == null ? null : known.lag();
  }
}
