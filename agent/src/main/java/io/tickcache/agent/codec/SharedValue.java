package io.tickcache.agent.codec;

import io.tickcache.agent.cache.Kept;

/** A value that all callers get. */
final class SharedValue extends Kept {
  private final Object value;

  SharedValue(Object value) {
    this.value = value;
  }

  @Override
  public Object answer() {
    return value;
  }

  @Override
  public boolean shared() {
    return true;
  }
}
