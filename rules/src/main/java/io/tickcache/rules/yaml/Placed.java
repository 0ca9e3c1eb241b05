package io.tickcache.rules.yaml;

import io.tickcache.rules.SourcePlace;

/** A value and where it stands in the file. */
final class Placed<T> {
  private final T value;
  private final SourcePlace place;

  Placed(T value, SourcePlace place) {
    this.value = value;
    this.place = place;
  }

  T value() {
    return value;
  }

  SourcePlace place() {
    return place;
  }
}
