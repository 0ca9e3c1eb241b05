package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its age. It is itself the outcome that a caller gets where callers share the
 * value, so that a hit allocates nothing. Immutable but for its heat; times are readings of the
 * cache's ticker.
 */
public final class Entry extends Served {

  private final Fence fence;
  private final @Nullable Kept kept;

  /** Of an answer that there is none it is the complement, which takes no room of its own. */
  private final int weight;

  private final long birthNanos;
  private final long storedNanos;
  private final long nearEndNanos;
  private final long degradedEndNanos;

  /** Null where nothing is refreshed ahead; {@link Heat#OVER} past its time. */
  private @Nullable Heat heat;

  /** Null where nobody wants to know. */
  private @Nullable ChangeRate rate;

  private int loader;

  private Entry(
      Fence fence,
      @Nullable Object shared,
      @Nullable Kept kept,
      boolean negative,
      long birthNanos,
      long storedNanos,
      Term term,
      int weight) {
    super(shared);
    this.fence = fence;
    this.kept = kept;
    this.weight = negative ? ~weight : weight;
    this.loader = RemoteCache.THIS_PROCESS;
    this.birthNanos = birthNanos;
    this.storedNanos = storedNanos;
    this.nearEndNanos = term.nearEndNanos;
    this.degradedEndNanos = term.degradedEndNanos;
  }

  private Entry(Entry last, long storedNanos, long endNanos) {
    super(last.value);
    this.fence = last.fence;
    this.kept = last.kept;
    this.weight = last.weight;
    this.loader = last.loader;
    this.birthNanos = last.birthNanos;
    this.storedNanos = storedNanos;
    this.nearEndNanos = endNanos;
    this.degradedEndNanos = endNanos;
    this.heat = Heat.OVER;
    this.rate = last.rate;
  }

  static Entry ofNull(Fence fence, long birthNanos, long storedNanos, Term term, int weight) {
    return new Entry(fence, null, null, true, birthNanos, storedNanos, term, weight);
  }

  static Entry of(
      Fence fence,
      Kept kept,
      boolean negative,
      long birthNanos,
      long storedNanos,
      Term term,
      int weight) {
    return kept.shared()
        ? new Entry(fence, kept.answer(), null, negative, birthNanos, storedNanos, term, weight)
        : new Entry(fence, null, kept, negative, birthNanos, storedNanos, term, weight);
  }

  /** The same, as another process has loaded it. */
  Entry loadedBy(int node) {
    loader = node;
    return this;
  }

  /** The same past its time, because there is none that is newer; at most until then. */
  Entry staleUntil(long endNanos, long now) {
    return new Entry(this, now, endNanos);
  }

  /** Whether it is past its time, and served for want of a newer one. */
  public boolean isStale() {
    return heat == Heat.OVER;
  }

  /** The same, to be refreshed before its end. */
  Entry heated(Heat own) {
    heat = own;
    return this;
  }

  /** The same, with what is known by now of how often its key changes. */
  Entry rated(ChangeRate known) {
    rate = known;
    return this;
  }

  /** How often its key changes, as far as that is known. */
  ChangeRate rate() {
    ChangeRate known = rate;
    return known == null ? ChangeRate.UNKNOWN : known;
  }

  /** Comes after another under the same key; nobody else has it yet. */
  void succeed(Entry former) {
    Heat own = heat;
    Heat before = former.heat;
    if (own != null && before != null && !isStale() && !former.isStale()) {
      before.become(own);
      heat = before;
    }
  }

  /** Takes note that somebody gets it, so that it is refreshed where many do. */
  void ask() {
    Heat own = heat;
    if (own != null) {
      own.ask();
    }
  }

  /** Whether many ask for it, and nobody has planned to refresh it. */
  public boolean wantsRefresh() {
    Heat own = heat;
    return own != null && own.wantsRefresh();
  }

  /**
   * Keeps what is to refresh it, until there is a newer answer or none at all.
   *
   * @return how many nanoseconds until that is due; below 0 if somebody else came first
   */
  public long planRefresh(Object refresh, long now) {
    Heat own = heat;
    return own == null ? -1 : own.plan(refresh, now);
  }

  /** Whether it is time for what was planned. */
  public boolean isRefreshDue(Object refresh, long now) {
    Heat own = heat;
    return own != null && own.isDue(refresh, now);
  }

  /**
   * What was planned has come to nothing, and may be tried again.
   *
   * @return how many nanoseconds until that is due; below 0 if it is not to be
   */
  public long retryRefresh(Object refresh, long now) {
    Heat own = heat;
    return own == null ? -1 : own.retry(refresh, now);
  }

  /** What was planned can't be done, but by another who plans it anew. */
  public void dropRefresh(Object refresh) {
    Heat own = heat;
    if (own != null) {
      own.drop(refresh);
    }
  }

  /** What a newer one has to have of its time before it at least. */
  long youngNanos() {
    Heat own = heat;
    return own == null ? 0 : own.youngNanos();
  }

  /** The outcome for one caller. */
  public Served answer() {
    return kept == null ? this : new Served(kept.answer());
  }

  /** The value itself, to be looked at only; null is an answer. */
  public @Nullable Object held() {
    return kept == null ? value : kept.held();
  }

  /** Whether an invalidation came since it was asked for. */
  public boolean isVoid() {
    return !fence.isUp();
  }

  /** When the upstream call that brought the answer began, by the cache's ticker. */
  public long birthNanos() {
    return birthNanos;
  }

  long storedNanos() {
    return storedNanos;
  }

  /** How much of the room of L1 it takes. */
  int weight() {
    return negative() ? ~weight : weight;
  }

  /** The node that loaded it, or {@link RemoteCache#THIS_PROCESS}. */
  int loader() {
    return loader;
  }

  /** Whether this is an answer that there is none. */
  boolean negative() {
    return weight < 0;
  }

  /** Whether a caller may get it, as far as this process may be relied on. */
  boolean servableAt(long now, Trust trust) {
    long leavesNanos = trust.isOut() ? degradedEndNanos : nearEndNanos;
    return now - leavesNanos < 0
        && !(trust.isSuspectAt(now) && now - storedNanos >= Trust.SUSPECT_NANOS)
        && fence.isUp();
  }

  /** When callers get it no more, as things stand. */
  long leavesNanos(long now, Trust trust) {
    long leaves = trust.isOut() ? degradedEndNanos : nearEndNanos;
    return trust.isSuspectAt(now)
        ? Term.earlier(leaves, storedNanos + Trust.SUSPECT_NANOS)
        : leaves;
  }

  boolean isWithin(Fence other) {
    return fence == other;
  }

  /** When it leaves this process while L2 can be asked. */
  long nearEndNanos() {
    return nearEndNanos;
  }

  /** Whether it was not over when it came. */
  boolean isInTime() {
    return storedNanos - nearEndNanos < 0;
  }

  /** When it leaves this process in any case. */
  long endNanos() {
    return nearEndNanos - degradedEndNanos < 0 ? degradedEndNanos : nearEndNanos;
  }
}
