package io.tickcache.agent.instrument;

import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.Served;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@link CallAdvice} for a method of two arguments, such as a symbol and a venue: they
 * travel as they are, without an array. Its exit is the same.
 */
final class TwoArgumentsAdvice {

  private TwoArgumentsAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Served.class)
  static @Nullable Object enter(
      @SiteId int site,
      @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) @Nullable Object self,
      @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) @Nullable Object first,
      @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) @Nullable Object second) {
    return CallGate.enterTwo(site, self, first, second);
  }
}
