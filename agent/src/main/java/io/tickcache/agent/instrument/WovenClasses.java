package io.tickcache.agent.instrument;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The classes that hold code of the agent's, by loader and name: while one is being loaded there is
 * nothing else to know it by. Keeps no class loader alive. Thread-safe.
 */
final class WovenClasses implements Predicate<Class<?>> {

  private final Map<ClassLoader, Set<String>> names = new WeakHashMap<>();

  synchronized void note(ClassLoader loader, String name, boolean woven) {
    Set<String> known = names.get(loader);
    if (known == null) {
      if (!woven) {
        return;
      }
      known = new HashSet<>();
      names.put(loader, known);
    }
    if (woven) {
      known.add(name);
    } else {
      known.remove(name);
    }
  }

  @Override
  public synchronized boolean test(Class<?> type) {
    @Nullable Set<String> known = names.get(type.getClassLoader());
    return known != null && known.contains(type.getName());
  }
}
