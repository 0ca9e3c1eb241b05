package com.acme.console;

import java.util.function.Supplier;

/** A client that is made when it is first asked. */
final class Lazy<T> {

  private final Supplier<T> maker;
  private T made;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
