package io.tickcache.agent.classes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Values of the agent's that hang on classes of applications and go with them. They can be taken
 * off: a class holds what hangs on it, and with it all of the agent, for as long as it lives.
 * Thread-safe.
 */
public abstract class ByClass<T> {

  private static final Set<ByClass<?>> ALL = weakSet();

  private final Set<Class<?>> holders = weakSet();
  private final ClassValue<T> values =
      new ClassValue<T>() {
        @Override
        protected T computeValue(Class<?> type) {
          holders.add(type);
          return make(type);
        }
      };
  private volatile boolean closed;

  protected ByClass() {
    ALL.add(this);
  }

  private static <T> Set<T> weakSet() {
    return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<T, Boolean>()));
  }

  private static <T> List<T> copyOf(Set<T> weakSet) {
    synchronized (weakSet) {
      return new ArrayList<>(weakSet);
    }
  }

  /** The value of a class; made by whoever asks first. */
  public final T of(Class<?> type) {
    T value = values.get(type);
    if (closed) {
      values.remove(type);
    }
    return value;
  }

  /** Takes all values off, and from now on leaves none. */
  public final void close() {
    closed = true;
    for (Class<?> type : copyOf(holders)) {
      values.remove(type);
    }
  }

  /** Takes off all that hangs on any class, because the agent goes. */
  public static void closeAll() {
    for (ByClass<?> each : copyOf(ALL)) {
      each.close();
    }
  }

  /** Makes the value of a class. Of several made at once by several threads one is kept. */
  protected abstract T make(Class<?> type);
}
