package io.tickcache.agent.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the entries of one cache. Thread-safe. */
final class Entries {

  private final Terms terms;
  private final Room room;
  private final Ticker ticker;
  private final CacheStats stats;
  private final @Nullable RefreshMoments refreshes;
  private final @Nullable ChangeRates rates;

  /**
   * @param refreshes null where nothing is refreshed ahead
   * @param rates null where nobody wants to know how often keys change
   */
  Entries(
      Terms terms,
      Room room,
      Ticker ticker,
      CacheStats stats,
      @Nullable RefreshMoments refreshes,
      @Nullable ChangeRates rates) {
    this.terms = terms;
    this.room = room;
    this.ticker = ticker;
    this.stats = stats;
    this.refreshes = refreshes;
    this.rates = rates;
  }

  /**
   * The entry for a value that this process has loaded, or was brought, just now.
   *
   * @param birthNanos when the upstream call behind it began
   */
  Entry of(Question question, Fence fence, @Nullable Object value, long birthNanos)
      throws UnkeepableValueException {
    return of(question, fence, value, birthNanos, true);
  }

  private Entry of(
      Question question, Fence fence, @Nullable Object value, long birthNanos, boolean loaded)
      throws UnkeepableValueException {
    boolean alone = question.remoteKey() == null;
    boolean negative =
        value == null || (value instanceof Optional && !((Optional<?>) value).isPresent());
    long now = ticker.read();
    Kept kept = value == null ? null : kept(question.values(), value, loaded);
    ChangeRate rate =
        rates == null
            ? null
            : rates.with(
                question, fence, kept == null ? null : kept.held(), loaded, birthNanos, now);
    Term term = term(question, negative, alone, rate, birthNanos, now);
    long bytes = kept == null || !room.isWeighed() ? 0 : kept.bytes();
    int weight = weight(question, rate == null ? bytes : bytes + ChangeRate.BYTES);
    Entry entry =
        kept == null
            ? Entry.ofNull(fence, birthNanos, now, term, weight)
            : Entry.of(fence, kept, negative, birthNanos, now, term, weight);
    return heated(rate == null ? entry : entry.rated(rate), question, alone, term);
  }

  /** What was read from L2 has been made for this entry alone. */
  private static Kept kept(Values values, Object value, boolean loaded)
      throws UnkeepableValueException {
    return loaded ? values.keep(value) : values.adopt(value);
  }

  /** The entry for null, to be kept beside the key that was asked for. */
  Entry ofNullBeside(Question question, Fence fence, long birthNanos) {
    long now = ticker.read();
    Term term = term(question, true, false, null, birthNanos, now);
    Entry entry = Entry.ofNull(fence, birthNanos, now, term, weight(question, 0));
    return heated(entry, question, false, term);
  }

  private int weight(Question question, long bytes) {
    return room.isWeighed() ? room.weight(question.symbol(), bytes) : 1;
  }

  /**
   * @param alone whether L2 can't hold it
   */
  private Term term(
      Question question,
      boolean negative,
      boolean alone,
      @Nullable ChangeRate rate,
      long birthNanos,
      long now) {
    if (rate == null || rates == null) {
      return terms.of(question.symbol(), negative, alone, birthNanos, now);
    }
    long ageNanos = rates.isOfUpstream(question) ? now - birthNanos : 0;
    return terms.of(
        question.symbol(),
        negative,
        birthNanos,
        now,
        limits -> limits.nearNanos(alone, rate, ageNanos));
  }

  private Entry heated(Entry entry, Question question, boolean alone, Term term) {
    if (refreshes == null) {
      return entry;
    }
    double jitter = terms.limits(question.symbol()).jitter;
    return entry.heated(refreshes.draw(entry.birthNanos(), term, alone, jitter));
  }

  /** Until when those who wait for an answer may have it, though it is not kept that long. */
  long handOutEnd(Question question, Entry entry) {
    return terms.end(question.symbol(), false, entry.birthNanos(), entry.storedNanos());
  }

  /** Whether those who wait for more than this answer may have it no longer. */
  boolean isOver(String symbol, boolean negative, long birthNanos) {
    long now = ticker.read();
    return terms.isOver(symbol, false, birthNanos, now)
        && (!negative || terms.isOver(symbol, true, birthNanos, now));
  }

  /** As {@link #isOver}, of an answer that is granted beyond its time. */
  boolean isBeyondGrant(String symbol, boolean negative, long birthNanos, long grantNanos) {
    long now = ticker.read();
    return terms.staleEnd(symbol, negative, birthNanos, now, grantNanos) - now <= 0;
  }

  /** Whether an entry has half of its time or more before it. */
  boolean isYoung(String symbol, Entry entry) {
    long now = ticker.read();
    long end = terms.end(symbol, entry.negative(), entry.birthNanos(), now);
    return end - now >= now - entry.birthNanos();
  }

  /** Whether an entry is of use to whoever asks. */
  boolean isOfUse(Question question, Entry entry) {
    return !question.isRenewing() || isYoung(question.symbol(), entry);
  }

  /** How old an answer may become in all. */
  long lifeNanos(Question question, Entry entry) {
    return terms.end(question.symbol(), entry.negative(), entry.birthNanos(), entry.storedNanos())
        - entry.birthNanos();
  }

  /** The entry for what L2 holds, or null if it can't be used here. */
  @Nullable Entry of(Question question, Fence fence, Reading.Found found) {
    try {
      Object value = found.decode(question.values());
      Entry entry = of(question, fence, value, found.birthNanos(), false).loadedBy(found.loader());
      return entry.isInTime() && isOfUse(question, entry) ? entry : null;
    } catch (UndecodableValueException | UnkeepableValueException unusable) {
      stats.undecodable.increment();
      return null;
    }
  }
}
