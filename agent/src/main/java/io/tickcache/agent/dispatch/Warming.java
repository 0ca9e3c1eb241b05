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

  private static final int FETCHED_AT_ONCE = 100;

  /** What isn't there by then has missed the start. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final long PAUSE_MILLIS = 100;

  /** After Redis was asked and had no answer. */
  private static final long LONG_PAUSE_MILLIS = 1_000;

  /** In a row; a call for a hundred symbols of which one is wrong comes down to that in seven. */
  private static final int MOST_FAILURES = 10;

  private final WarmUps all;
  private final Callee callee;
  private final Addressee addressee;
  private final SeenCall seen;
  private final HybridCache cache;
  private final long beganNanos;
  private final Map<Warmed, Integer> counts = new EnumMap<>(Warmed.class);

  private final List<Wanted> unknown = new ArrayList<>();

  /** What neither tier has, as far as that is known; until all is. */
  private final List<Object> absent = new ArrayList<>();

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
    soon(this::prepare);
  }

  private void soon(Step step) {
    all.calls().run(() -> take(step));
  }

  private void later(Step step, long millis) {
    all.background().schedule(() -> soon(step), millis, TimeUnit.MILLISECONDS);
  }

  private void take(Step step) {
    try {
      step.take();
    } catch (UnkeyableException | RuntimeException | LinkageError fault) {
      callee.site().faulted(fault);
    }
  }

  private void prepare() throws UnkeyableException {
    boolean waits = lacksRemote();
    List<String> wanted = waits ? null : all.symbols();
    if (wanted == null) {
      if (isLate()) {
        all.log().info(cache.name() + ": no symbol is made ready, for redis doesn't answer");
      } else {
        later(this::prepare, waits ? PAUSE_MILLIS : LONG_PAUSE_MILLIS);
      }
      return;
    }
    symbols = wanted;
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
    for (String symbol : wanted) {
      Wanted one = wanted(symbol, scope, self);
      if (one == null) {
        count(Warmed.UNFIT, 1);
      } else {
        unknown.add(one);
      }
    }
    fetch();
  }

  /** Null where the client has no such symbol, or a call for it would have no key. */
  private @Nullable Wanted wanted(String symbol, Scope scope, @Nullable Object self) {
    try {
      Object element = seen.element(symbol);
      Object key = element == null ? null : seen.key(callee.site(), scope, self, element);
      return element == null || key == null
          ? null
          : new Wanted(element, callee.site().question(scope, key));
    } catch (UnkeyableException | RuntimeException none) {
      return null;
    }
  }

  /** Takes into L1 what L2 has of the next ones. */
  private void fetch() {
    List<Wanted> some = unknown.subList(0, Math.min(FETCHED_AT_ONCE, unknown.size()));
    List<Question> questions = new ArrayList<>();
    some.forEach(one -> questions.add(one.question));
    @Nullable Warmed @Nullable [] found = cache.fetch(questions);
    if (found == null) {
      endOrElse(Warmed.L2_OUT, this::fetch);
      return;
    }
    for (int i = 0; i < found.length; i++) {
      Warmed where = found[i];
      if (where == null) {
        absent.add(some.get(i).element);
      } else {
        count(where, 1);
      }
    }
    some.clear();
    if (unknown.isEmpty()) {
      divide(new ArrayList<>(absent));
      absent.clear();
      load();
    } else {
      soon(this::fetch);
    }
  }

  /** Without L2 each process would load for itself. */
  private boolean lacksRemote() {
    RemoteCache remote = all.remote();
    return callee.site().rule().l2() && remote != RemoteCache.NONE && !remote.available();
  }

  private boolean isLate() {
    return all.ticker().read() - beganNanos >= LONGEST_NANOS;
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
    } else if (lacksRemote()) {
      endOrElse(Warmed.L2_OUT, this::load);
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
        endOrElse(Warmed.BUDGET, this::load);
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

  private void endOrElse(Warmed why, Step again) {
    if (isLate()) {
      end(why);
    } else {
      later(again, PAUSE_MILLIS);
    }
  }

  /** Nothing more comes of it; another receiver, or another method, may have the rest ready. */
  private void leave() {
    unknown.clear();
    missing.clear();
    addressee.endWarmUp();
  }

  /** Leaves out what is left. */
  private void end(Warmed why) {
    count(why, unknown.size() + absent.size());
    for (List<Object> rest : missing) {
      count(why, rest.size());
    }
    missing.clear();
    tell();
  }

  private void count(Warmed what, int symbols) {
    if (symbols > 0) {
      counts.merge(what, symbols, Integer::sum);
      cache.stats().warmed(what).add(symbols);
    }
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

  /** A symbol as the client takes it, and as the cache does. */
  private static final class Wanted {
    private final Object element;
    private final Question question;

    private Wanted(Object element, Question question) {
      this.element = element;
      this.question = question;
    }
  }

  /** What is done at a time. */
  private interface Step {
    void take() throws UnkeyableException;
  }
}
