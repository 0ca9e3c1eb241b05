package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A newer answer for a symbol that somebody else brings. It is a load without an upstream call,
 * from the moment the bringer's method was entered: taken within the symbol's fence, it is as old
 * as that moment, and what invalidates the symbol meanwhile voids it. Ended once, by one thread.
 */
public final class Update {

  private final HybridCache cache;
  private final Entries entries;
  private final FirstTier first;
  private final SecondTier second;
  private final Fences fences;
  private final String symbol;
  private final Fence fence;
  private final long birthNanos;

  Update(
      HybridCache cache,
      Entries entries,
      FirstTier first,
      SecondTier second,
      Fences fences,
      String symbol,
      Fence fence,
      long birthNanos) {
    this.cache = cache;
    this.entries = entries;
    this.first = first;
    this.second = second;
    this.fences = fences;
    this.symbol = symbol;
    this.fence = fence;
    this.birthNanos = birthNanos;
  }

  public String symbol() {
    return symbol;
  }

  /** Ends it without an answer: all that was asked for the symbol until now is void. */
  public void invalidate() {
    cache.invalidate(symbol);
  }

  /**
   * Voids all that was asked for the symbol, and stores the answer to these questions in both
   * tiers, unless something else has voided it. L2 first: it knows what other processes have done,
   * and so an answer that was voided by one of them is for L2 to judge.
   *
   * @param questions of this symbol, with keys that say nothing more
   * @throws UnkeepableValueException if it can't be stored; then nothing has happened yet
   * @throws UnencodableValueException if it is stored in L1 alone
   */
  public void complete(List<Question> questions, Object value)
      throws UnkeepableValueException, UnencodableValueException {
    Fence next = new Fence();
    List<Entry> made = new ArrayList<>();
    List<RemoteUpdate> remote = new ArrayList<>();
    UnencodableValueException unencodable = null;
    for (Question question : questions) {
      Entry entry = entries.of(question, next, value, birthNanos);
      made.add(entry);
      try {
        addRemote(remote, question, value, entry);
      } catch (UnencodableValueException inProcessOnly) {
        unencodable = inProcessOnly;
      }
    }
    if (fence.isBrokenHere() || made.isEmpty()) {
      invalidate();
      return;
    }
    boolean kept = false;
    boolean within = false;
    try {
      kept = second.update(symbol, remote, birthNanos);
    } finally {
      within = fences.renew(symbol, fence, next);
      cache.voidNext(symbol);
    }
    for (int i = 0; kept && within && i < made.size(); i++) {
      if (made.get(i).isInTime()) {
        first.put(questions.get(i).key(), made.get(i));
      }
    }
    if (unencodable != null) {
      throw unencodable;
    }
  }

  private void addRemote(
      List<RemoteUpdate> remote, Question question, @Nullable Object value, Entry entry)
      throws UnencodableValueException {
    RemoteKey key = question.remoteKey();
    if (key == null) {
      return;
    }
    long left = second.left(key, birthNanos, entries.lifeNanos(question, entry));
    if (left > 0) {
      remote.add(new RemoteUpdate(key, RemoteValue.encode(question.values(), value), left));
    }
  }
}
