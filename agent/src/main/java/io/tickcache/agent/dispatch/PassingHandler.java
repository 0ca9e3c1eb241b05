package io.tickcache.agent.dispatch;

import io.tickcache.bootstrap.gate.CallHandler;
import org.jspecify.annotations.Nullable;

/** Stays out of all calls. */
final class PassingHandler extends CallHandler {

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    return null;
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    return null;
  }

  @Override
  public @Nullable Object enterTwo(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    return null;
  }
}
