package io.tickcache.agent.instrument;

import java.util.concurrent.atomic.AtomicInteger;

/** Says when to look for loaded classes of one name. Thread-safe. */
final class Lookout {

  /** A class that is being loaded can be found some time later, unless that fails. */
  private static final int LOOKS = 5;

  private final String name;
  private final AtomicInteger due = new AtomicInteger(LOOKS);

  Lookout(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** A class is being loaded, by whichever loader. */
  void pass(String loading) {
    if (loading.equals(name)) {
      due.set(LOOKS);
    }
  }

  /** Whether there may be one that has not been found yet; asked again and again. */
  boolean isDue() {
    return due.get() > 0 && due.getAndDecrement() > 0;
  }
}
