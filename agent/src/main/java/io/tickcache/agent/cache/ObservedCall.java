package io.tickcache.agent.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call that goes upstream where a cache would have been asked first. It ends once; what comes
 * after that is of no account. Thread-safe.
 */
public final class ObservedCall {

  private final Observation observation;
  private final List<? extends @Nullable ObservedLoad> loads;
  private final long saved;
  private final long beganNanos;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param loads those of the keys that are misses, null for the others; empty where none is
   * @param saved how many calls that are answered at once stand for the time of this one
   */
  ObservedCall(
      Observation observation,
      List<? extends @Nullable ObservedLoad> loads,
      long saved,
      long beganNanos) {
    this.observation = observation;
    this.loads = loads;
    this.saved = saved;
    this.beganNanos = beganNanos;
  }

  /**
   * The upstream has answered.
   *
   * @param negative of each question, whether its answer is that there is none
   */
  public void answered(boolean... negative) {
    if (over.compareAndSet(false, true)) {
      int next = 0;
      try {
        for (; next < loads.size(); next++) {
          ObservedLoad load = loads.get(next);
          if (load != null) {
            observation.landed(load, negative[next]);
          }
        }
      } finally {
        failFrom(next);
      }
      measure();
    }
  }

  /** Whether anything of its answer would be kept. */
  public boolean isLoad() {
    return !loads.isEmpty();
  }

  /** The upstream has failed, or a cache would keep nothing of its answer. */
  public void failed() {
    if (over.compareAndSet(false, true)) {
      failFrom(0);
      measure();
    }
  }

  private void failFrom(int first) {
    for (int i = first; i < loads.size(); i++) {
      ObservedLoad load = loads.get(i);
      if (load != null) {
        observation.failed(load);
      }
    }
  }

  private void measure() {
    if (saved > 0) {
      observation.saved(saved, beganNanos);
    }
  }
}
