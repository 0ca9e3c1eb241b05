package io.tickcache.agent.dispatch;

import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.bootstrap.gate.CallGate;
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
 * The numbers of woven methods on the gate, which stay the same however often and under whichever
 * rules a method is woven. Those of a loader that is gone are given out again, so that an
 * application can be redeployed for ever. Thread-safe.
 */
public final class SiteNumbers {

  private final Map<@Nullable ClassLoader, OfLoader> byLoader = new WeakHashMap<>();
  private final Set<OfLoader> all = new HashSet<>();
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /** The number of a method. Woven code of another form has another, for its handlers differ. */
  synchronized int of(BoundMethod method) {
    ClassLoader loader = method.loader();
    OfLoader numbers = byLoader.get(loader);
    if (numbers == null) {
      numbers = new OfLoader(loader, gone);
      byLoader.put(loader, numbers);
      all.add(numbers);
    }
    return numbers.byForm.computeIfAbsent(form(method), absent -> next());
  }

  private static String form(BoundMethod method) {
    return method.type()
        + "#"
        + method.name()
        + method.descriptor()
        + (method.substitutes() ? " substituting" : method.recovers() ? " recovering" : "");
  }

  private int next() {
    Integer returned = free.poll();
    return returned == null ? CallGate.open() : returned;
  }

  /** Takes back the numbers of loaders that are gone; no code has them any more. */
  synchronized List<Integer> takeBack() {
    List<Integer> back = new ArrayList<>();
    for (Reference<?> loader = gone.poll(); loader != null; loader = gone.poll()) {
      OfLoader numbers = (OfLoader) loader;
      all.remove(numbers);
      back.addAll(numbers.byForm.values());
    }
    free.addAll(back);
    return back;
  }

  /** A phantom, because a finalizer may still call woven code after weak references are gone. */
  private static final class OfLoader extends PhantomReference<ClassLoader> {
    private final Map<String, Integer> byForm = new HashMap<>();

    private OfLoader(@Nullable ClassLoader loader, ReferenceQueue<ClassLoader> gone) {
      super(loader, gone);
    }
  }
}
