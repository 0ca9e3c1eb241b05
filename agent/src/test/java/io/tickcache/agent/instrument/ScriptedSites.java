package io.tickcache.agent.instrument;

import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.LoadTicket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts on every woven method a handler that notes its calls and answers as the test says; unless
 * told otherwise it lets the body run and notes how it ended.
 */
final class ScriptedSites implements CallSites {

  private final List<BoundMethod> bound = new ArrayList<>();
  private final Map<String, Integer> sites = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private Script script = call -> call.ticket();

  @Override
  public int open(BoundMethod method) {
    bound.add(method);
    String signature = method.name() + method.descriptor();
    int site = sites.computeIfAbsent(method.type() + signature, k -> CallGate.open());
    CallGate.handle(
        site,
        new CallHandler() {
          @Override
          public Object enter(Object self, Object[] arguments) {
            Call call = new Call(signature, self, arguments);
            calls.add(call);
            return script.outcome(call);
          }
        });
    return site;
  }

  /** What the handlers say from now on. */
  void answer(Script newScript) {
    script = newScript;
  }

  List<BoundMethod> bound() {
    return bound;
  }

  /** The woven methods as name and descriptor, each time they were woven. */
  List<String> signatures() {
    List<String> signatures = new ArrayList<>();
    bound.forEach(method -> signatures.add(method.name() + method.descriptor()));
    return signatures;
  }

  List<Call> calls() {
    return calls;
  }

  Call onlyCall() {
    if (calls.size() != 1) {
      throw new AssertionError(calls.size() + " calls came to the gate");
    }
    return calls.get(0);
  }

  /** Says what becomes of a call. */
  interface Script {
    Object outcome(Call call);
  }

  /** A call that came to the gate, and how its body ended if it ran on a ticket. */
  static final class Call {
    final String signature;
    final Object self;
    final Object[] arguments;
    final List<Object> values = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();

    private Call(String signature, Object self, Object[] arguments) {
      this.signature = signature;
      this.self = self;
      this.arguments = arguments;
    }

    LoadTicket ticket() {
      return new LoadTicket() {
        @Override
        public void complete(Object value, Throwable failure) {
          values.add(value);
          failures.add(failure);
        }
      };
    }

    @Override
    public String toString() {
      return signature + Arrays.deepToString(arguments);
    }
  }
}
