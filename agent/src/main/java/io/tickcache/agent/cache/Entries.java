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

  /**
   * @param refreshes null where nothing is refreshed ahead
   */
  Entries(
      Terms terms, Room room, Ticker ticker, CacheStats stats, @Nullable RefreshMoments refreshes) {
    this.terms = terms;
    this.room = room;
    this.ticker = ticker;
    this.stats = stats;
    this.refreshes = refreshes;
  }

  /**
   * The entry for a value that came just now.
   *
   * @param birthNanos when the upstream call behind it began
   */
  Entry of(Question question, Fence fence, @Nullable Object value, long birthNanos)
      throws UnkeepableValueException {
    boolean alone = question.remoteKey() == null;
    if (value == null) {
      return ofNull(question, fence, birthNanos, alone);
    }
    long now = ticker.read();
    boolean negative = value instanceof Optional && !((Optional<?>) value).isPresent();
    Term term = terms.of(question.symbol(), negative, alone, birthNanos, now);
    Kept kept = question.values().keep(value);
    int weight = room.isWeighed() ? room.weight(question.symbol(), kept.bytes()) : 1;
    Entry entry = Entry.of(fence, kept, negative, birthNanos, now, term, weight);
    return heated(entry, question, alone, term);
  }

  /**
   * The entry for null.
   *
   * @param alone whether L2 can't hold it
   */
  Entry ofNull(Question question, Fence fence, long birthNanos, boolean alone) {
    long now = ticker.read();
    Term term = terms.of(question.symbol(), true, alone, birthNanos, now);
    int weight = room.isWeighed() ? room.weight(question.symbol(), 0) : 1;
    Entry entry = Entry.ofNull(fence, birthNanos, now, term, weight);
    return heated(entry, question, alone, term);
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
      Object value = RemoteValue.decode(question.values(), found.bytes());
      Entry entry = of(question, fence, value, found.birthNanos()).loadedBy(found.loader());
      return entry.isInTime() && isOfUse(question, entry) ? entry : null;
    } catch (UndecodableValueException | UnkeepableValueException unusable) {
      stats.undecodable.increment();
      return null;
    }
  }
}
