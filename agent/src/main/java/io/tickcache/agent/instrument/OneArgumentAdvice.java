package io.tickcache.agent.instrument;

import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.Served;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@link CallAdvice} for a method of one argument that is an object, the most common
 * there is: the argument travels as it is, so that a hit allocates nothing. Its exit is the same.
 */
final class OneArgumentAdvice {

  private OneArgumentAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Served.class)
  static @Nullable Object enter(
      @SiteId int site,
      @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) @Nullable Object self,
      @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) @Nullable Object argument) {
    return CallGate.enterOne(site, self, argument);
  }
}
