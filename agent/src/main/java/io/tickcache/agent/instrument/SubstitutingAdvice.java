package io.tickcache.agent.instrument;

import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * As {@link CallAdvice}, for a method whose body may get other arguments than the caller passed,
 * and whose caller may get something else than the body returned: one that asks for many symbols,
 * returns a future, or takes a callback. Its exit also is that of methods whose failures may be
 * answered.
 */
final class SubstitutingAdvice {

  private SubstitutingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Served.class)
  @SuppressWarnings({"ParameterReassignment", "UnusedVariable", "unused"})
  static @Nullable Object enter(
      @SiteId int site,
      @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) @Nullable Object self,
      @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC)
          @Nullable Object[] arguments) {
    Object state = CallGate.enter(site, self, arguments);
    if (state instanceof LoadTicket) {
      @Nullable Object[] others = ((LoadTicket) state).arguments();
      if (others != null) {
        arguments = others;
      }
    }
    return state;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  @SuppressWarnings({"ParameterReassignment", "UnusedVariable", "unused"})
  static void exit(
      @Advice.Enter @Nullable Object state,
      @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (state == null) {
      return;
    }
    Served outcome =
        state instanceof Served ? (Served) state : ((LoadTicket) state).outcome(result, thrown);
    if (outcome.failure == null) {
      result = outcome.value;
      thrown = null;
    } else {
      thrown = outcome.failure; // no value: that of a primitive would be taken out of null
    }
  }
}
