package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Warmed;
import io.tickcache.agent.key.UnkeyableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the symbols of a cache ready for the callers of one method: what L2 has of them is taken into
 * L1, and the rest is loaded by calls of the method, one after the other, as far as the budget of
 * the upstream has room to spare. Each step is a task of its own, which nobody waits for; no two
 * run at a time.
 */
final class Warming {

  /** So few are read in a time that the breaker doesn't take for slow. */
  private static final int FETCHED_AT_ONCE = 25;

  /** A connection may still be opened when the first call is seen. */
  private static final long LONGEST_FOR_REMOTE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What isn't there by then has missed the start. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final long PAUSE_MILLIS = 100;

  /** In a row; a call for a hundred symbols of which one is wrong comes down to that in seven. */
  private static final int MOST_FAILURES = 10;

  private final WarmUps all;
  private final Callee callee;
  private final Addressee addressee;
  private final SeenCall seen;
  private final HybridCache cache;
  private final long beganNanos;
  private final Map<Warmed, Integer> counts = new EnumMap<>(Warmed.class);

  /** What is to be asked for in one call each. */
  private final Deque<List<Object>> missing = new ArrayDeque<>();

  private List<String> symbols = Collections.emptyList();
  private int failures;

  Warming(WarmUps all, Callee callee, Addressee addressee, SeenCall seen, HybridCache cache) {
    this.all = all;
    this.callee = callee;
    this.addressee = addressee;
    this.seen = seen;
    this.cache = cache;
    this.beganNanos = all.ticker().read();
  }

  void begin() {
    soon(this::fetch);
  }

  private void soon(Step step) {
    all.calls().run(() -> take(step));
  }

  private void later(Step step) {
    all.background().schedule(() -> soon(step), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void take(Step step) {
    try {
      step.take();
    } catch (UnkeyableException | RuntimeException | LinkageError fault) {
      callee.site().faulted(fault);
    }
  }

  private void fetch() throws UnkeyableException {
    if (awaitsRemote()) {
      later(this::fetch);
      return;
    }
    Scope scope = callee.scope();
    Object self = callee.receiver();
    if (scope == null || (self == null && !callee.isStatic())) {
      leave();
      return;
    }
    String unfitness = seen.unfitness(callee.site(), scope, self);
    if (unfitness != null) {
      callee.site().tellUnfitToWarm(unfitness);
      leave();
      return;
    }
    List<String> wanted = all.symbols();
    if (wanted == null) {
      all.log().info(cache.name() + ": redis didn't tell which symbols to have ready");
      return;
    }
    symbols = wanted;
    List<Object> elements = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (String symbol : symbols) {
      Object element = seen.element(symbol);
      Object key = element == null ? null : seen.key(callee.site(), scope, self, element);
      if (element == null || key == null) {
        count(Warmed.UNFIT, 1);
      } else {
        elements.add(element);
        questions.add(callee.site().question(scope, key));
      }
    }
    divide(missing(elements, questions));
    load();
  }

  private boolean awaitsRemote() {
    RemoteCache remote = all.remote();
    return callee.site().rule().l2()
        && remote != RemoteCache.NONE
        && !remote.available()
        && all.ticker().read() - beganNanos < LONGEST_FOR_REMOTE_NANOS;
  }

  /** Those that neither tier has, after those that L2 has were taken into L1. */
  private List<Object> missing(List<Object> elements, List<Question> questions) {
    List<Object> rest = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += FETCHED_AT_ONCE) {
      int to = Math.min(questions.size(), from + FETCHED_AT_ONCE);
      Warmed[] found = cache.fetch(questions.subList(from, to));
      for (int i = 0; i < found.length; i++) {
        Warmed where = found[i];
        if (where == null) {
          rest.add(elements.get(from + i));
        } else {
          count(where, 1);
        }
      }
    }
    return rest;
  }

  private void divide(List<Object> rest) {
    for (int from = 0; from < rest.size(); from += seen.most()) {
      missing.add(rest.subList(from, Math.min(rest.size(), from + seen.most())));
    }
  }

  private void load() {
    List<Object> next = missing.peek();
    Scope scope = callee.scope();
    if (next == null) {
      tell();
    } else if (scope == null) {
      leave();
    } else if (failures >= MOST_FAILURES) {
      end(Warmed.FAILED);
    } else if (all.ticker().read() - beganNanos >= LONGEST_NANOS) {
      end(Warmed.BUDGET);
    } else {
      @Nullable Object[] arguments = seen.arguments(scope, next);
      if (arguments == null) {
        end(Warmed.UNFIT);
      } else {
        all.calls().make(callee, arguments, this::loaded);
      }
    }
  }

  private void loaded(BackgroundCalls.Outcome outcome) {
    switch (outcome) {
      case NO_ROOM:
        later(this::load);
        return;
      case GONE:
        leave();
        return;
      case RETURNED:
        failures = 0;
        count(Warmed.LOADED, missing.remove().size());
        break;
      case FAILED:
        failures++;
        halve(missing.remove());
        break;
    }
    soon(this::load);
  }

  /** One symbol that is wrong must not keep the others away that were asked for with it. */
  private void halve(List<Object> failed) {
    int half = failed.size() / 2;
    if (half == 0) {
      count(Warmed.FAILED, 1);
    } else {
      missing.addFirst(failed.subList(half, failed.size()));
      missing.addFirst(failed.subList(0, half));
    }
  }

  /** Nothing more comes of it; another receiver, or another method, may have the rest ready. */
  private void leave() {
    missing.clear();
    addressee.endWarmUp();
  }

  /** Leaves out what is left. */
  private void end(Warmed why) {
    for (List<Object> rest : missing) {
      count(why, rest.size());
    }
    missing.clear();
    tell();
  }

  private void count(Warmed what, int symbols) {
    counts.merge(what, symbols, Integer::sum);
    cache.stats().warmed(what).add(symbols);
  }

  private int count(Warmed what) {
    return counts.getOrDefault(what, 0);
  }

  private void tell() {
    long nanos = all.ticker().read() - beganNanos;
    cache.stats().warmedUpIn(nanos);
    int ready = count(Warmed.L1) + count(Warmed.L2) + count(Warmed.LOADED);
    int wanted = symbols.size();
    StringBuilder told = new StringBuilder(cache.name()).append(": ").append(ready);
    if (ready < wanted) {
      told.append(" of ").append(wanted);
    }
    told.append(wanted == 1 ? " symbol ready in " : " symbols ready in ");
    told.append(TimeUnit.NANOSECONDS.toMillis(nanos)).append(" ms");
    String separator = ": ";
    for (Map.Entry<Warmed, Integer> part : counts.entrySet()) {
      told.append(separator).append(part.getValue()).append(' ').append(part.getKey().inWords());
      separator = ", ";
    }
    all.log().info(told.toString());
  }

  /** What is done at a time. */
  private interface Step {
    void take() throws UnkeyableException;
  }
}
