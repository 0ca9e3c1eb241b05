package io.tickcache.agent.codec;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.UnkeepableValueException;

/** A value that all callers get. */
final class SharedValue extends Kept {
  private final ValueCodec codec;
  private final Object value;

  SharedValue(ValueCodec codec, Object value) {
    this.codec = codec;
    this.value = value;
  }

  @Override
  public Object answer() {
    return value;
  }

  @Override
  public Object held() {
    return value;
  }

  @Override
  public long bytes() throws UnkeepableValueException {
    return codec.bytes(value);
  }

  @Override
  public boolean shared() {
    return true;
  }
}
