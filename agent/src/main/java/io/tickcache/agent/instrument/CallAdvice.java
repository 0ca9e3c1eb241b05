package io.tickcache.agent.instrument;

import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * What is inlined around the body of a woven method. It is a template: its parameters are what the
 * annotations say, and it may name only what every class loader sees. All that can fail is done on
 * entry, because a body once skipped can't be brought back.
 */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Served.class)
  static @Nullable Object enter(
      @SiteId int site,
      @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) @Nullable Object self,
      @Advice.AllArguments(typing = Assigner.Typing.DYNAMIC) @Nullable Object[] arguments) {
    return CallGate.enter(site, self, arguments);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  @SuppressWarnings({"ParameterReassignment", "UnusedVariable", "unused"})
  static void exit(
      @Advice.Enter @Nullable Object state,
      @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (state instanceof Served) {
      if (((Served) state).failure == null) {
        result = ((Served) state).value;
      } else {
        thrown = ((Served) state).failure;
      }
    } else if (state != null) {
      ((LoadTicket) state).complete(result, thrown);
    }
  }
}
