package io.tickcache.agent.dispatch;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of call sites, by class loader and method. Those of a loader that is gone are given
 * out again, so that an application can be redeployed for ever. Not thread-safe.
 */
final class SiteNumbers {

  private final Map<@Nullable ClassLoader, OfLoader> byLoader = new WeakHashMap<>();
  private final Set<OfLoader> all = new HashSet<>();
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int next;

  /** The number of a method, or null if it has none yet. */
  @Nullable Integer known(@Nullable ClassLoader loader, String method) {
    OfLoader numbers = byLoader.get(loader);
    return numbers == null ? null : numbers.byMethod.get(method);
  }

  /** A number for a method that has none yet. */
  int give(@Nullable ClassLoader loader, String method) {
    OfLoader numbers = byLoader.get(loader);
    if (numbers == null) {
      numbers = new OfLoader(loader, gone);
      byLoader.put(loader, numbers);
      all.add(numbers);
    }
    Integer returned = free.poll();
    int number = returned == null ? next++ : returned;
    numbers.byMethod.put(method, number);
    return number;
  }

  /** Takes back the numbers of loaders that are gone; no code has them any more. */
  List<Integer> takeBack() {
    List<Integer> back = new ArrayList<>();
    for (Reference<?> loader = gone.poll(); loader != null; loader = gone.poll()) {
      OfLoader numbers = (OfLoader) loader;
      all.remove(numbers);
      back.addAll(numbers.byMethod.values());
    }
    free.addAll(back);
    return back;
  }

  /** A phantom, because a finalizer may still call woven code after weak references are gone. */
  private static final class OfLoader extends PhantomReference<ClassLoader> {
    private final Map<String, Integer> byMethod = new HashMap<>();

    private OfLoader(@Nullable ClassLoader loader, ReferenceQueue<ClassLoader> gone) {
      super(loader, gone);
    }
  }
}
