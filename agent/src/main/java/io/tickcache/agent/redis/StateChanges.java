package io.tickcache.agent.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The latest changes of state, for people. Thread-safe. */
final class StateChanges {

  private static final int MOST = 20;

  private final Deque<StateChange> latest = new ArrayDeque<>();
  private final LongSupplier wallMillis;

  /** By the host's clock. No lambda: it is made before the application begins. */
  StateChanges() {
    this(
        new LongSupplier() {
          @Override
          public long getAsLong() {
            return System.currentTimeMillis();
          }
        });
  }

  StateChanges(LongSupplier wallMillis) {
    this.wallMillis = wallMillis;
  }

  synchronized void add(String what, Enum<?> from, Enum<?> to, String why) {
    if (latest.size() == MOST) {
      latest.remove();
    }
    latest.add(new StateChange(wallMillis.getAsLong(), what, word(from), word(to), why));
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The oldest of them first. */
  synchronized List<StateChange> all() {
    return new ArrayList<>(latest);
  }
}
