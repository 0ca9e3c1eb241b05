package io.tickcache.agent.codec;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.UnkeepableValueException;

/** A value that only the cache holds; each caller gets a deep copy. */
final class CopiedValue extends Kept {
  private final ValueCodec codec;
  private final Object original;

  CopiedValue(ValueCodec codec, Object original) {
    this.codec = codec;
    this.original = original;
  }

  @Override
  public Object answer() {
    try {
      return codec.copy(original);
    } catch (UnkeepableValueException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public Object held() {
    return original;
  }

  @Override
  public long bytes() throws UnkeepableValueException {
    return codec.bytes(original);
  }

  @Override
  public boolean shared() {
    return false;
  }
}
