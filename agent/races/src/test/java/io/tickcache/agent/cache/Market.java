package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

/**
 * An upstream with one price, which moves from 0 to 1, and a cache before it: what the races are
 * run in. Answers are told as numbers, {@link #NOTHING} where there is none. The cache's
 * maintenance is done by whoever causes it, so that nobody but the two racers takes part.
 */
class Market {

  static final String SYMBOL = "AAPL";
  static final int NOTHING = -1;

  private static final ScheduledExecutorService NOBODY = new Nobody();

  final StandingClock clock = new StandingClock();
  final HeapRemote remote;
  final Caches caches = new Caches(Backplane.Sync.SYNCED);
  final HybridCache cache;
  private final Question question;
  private volatile int price;

  /** A market whose cache has L1 alone. */
  Market() {
    this(new HeapRemote(), false);
  }

  private Market(HeapRemote remote, boolean twoTiers) {
    this.remote = remote;
    this.cache =
        new HybridCache(
            "quotes",
            CachePolicy.ttl(Duration.ofMinutes(1)).waitAtMost(Duration.ofSeconds(20)).build(),
            clock,
            twoTiers ? remote : RemoteCache.NONE,
            NOBODY);
    this.caches.add(cache);
    this.question =
        new Question(
            SYMBOL, SYMBOL, new Numbers(), twoTiers ? new RemoteKey("quotes", SYMBOL, "") : null);
  }

  /** A market whose cache has L2 too. */
  static class WithRemote extends Market {
    WithRemote() {
      super(new HeapRemote(), true);
    }
  }

  void priceMoves() {
    price = 1;
  }

  int price() {
    return price;
  }

  /** What a caller gets who calls now: from the cache, or from the upstream through it. */
  int get() {
    int found = find();
    return found == NOTHING ? ask() : found;
  }

  int find() {
    Entry entry = cache.find(SYMBOL);
    return entry == null ? NOTHING : number(entry.answer());
  }

  int ask() {
    Lookup lookup = lookup();
    return lookup instanceof Lookup.Leading leading
        ? load(leading.load())
        : number(((Lookup.Answered) lookup).outcome());
  }

  Lookup lookup() {
    return cache.ask(question);
  }

  /** The answer of L1, which is there. */
  Entry present() {
    get();
    return Objects.requireNonNull(cache.find(SYMBOL));
  }

  /** What is loaded in place of an answer, or {@link #NOTHING} if that is left out. */
  int refresh(Entry old) {
    Load load = cache.refresh(question, old);
    return load == null ? NOTHING : load(load);
  }

  /** Begins a load that {@link #load} goes on with. */
  Load lead() {
    return ((Lookup.Leading) lookup()).load();
  }

  private int load(Load load) {
    int loaded = price;
    takeTime();
    complete(load, loaded);
    return loaded;
  }

  /** As answers do on their way, a little: it is then that they are overtaken. */
  static void takeTime() {
    for (int i = 0; i < 50; i++) {
      Thread.onSpinWait();
    }
  }

  static void complete(Load load, int value) {
    try {
      load.complete(value);
    } catch (UnkeepableValueException | UnencodableValueException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static int number(Served served) {
    return served.value instanceof Integer number ? number : NOTHING;
  }

  /** A failure of the upstream that tells who met it. */
  static final class Outage extends IOException {
    private static final long serialVersionUID = 1;
    final int caller;

    Outage(int caller) {
      super("down", null);
      this.caller = caller;
    }
  }
}
