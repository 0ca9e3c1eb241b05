package io.tickcache.agent.instrument;

import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Which results can outlive the call that brought them, as far as their declared types tell. */
final class Results {

  private static final String WHEN_EXECUTED = "which asks only when it is executed";
  private static final String OTHER_PROMISE = "a promise of a kind that can't be made here";
  private static final String SILENT = "which tells nobody when its answer is there";

  private static final Map<String, String> REFUSED = new LinkedHashMap<>();

  static {
    String once = "which can be read only once";
    REFUSED.put("java.util.stream.BaseStream", once);
    REFUSED.put("java.util.Iterator", once);
    REFUSED.put("java.util.Enumeration", once);
    REFUSED.put("java.util.Spliterator", once);
    for (String source :
        new String[] {
          "org.reactivestreams.Publisher",
          "java.util.concurrent.Flow$Publisher",
          "io.reactivex.ObservableSource",
          "io.reactivex.SingleSource",
          "io.reactivex.MaybeSource",
          "io.reactivex.rxjava3.core.ObservableSource",
          "io.reactivex.rxjava3.core.SingleSource",
          "io.reactivex.rxjava3.core.MaybeSource",
          "rx.Observable",
          "rx.Single"
        }) {
      REFUSED.put(source, "which is a live source");
    }
    REFUSED.put("java.util.concurrent.Callable", "which asks only when it is called");
    REFUSED.put("retrofit2.Call", WHEN_EXECUTED);
    REFUSED.put("okhttp3.Call", WHEN_EXECUTED);
    REFUSED.put("java.sql.Wrapper", "which lives on its connection");
    REFUSED.put("java.lang.Thread", "which is running");
    REFUSED.put("java.util.concurrent.CompletionStage", OTHER_PROMISE);
    REFUSED.put("java.util.concurrent.Future", SILENT);
    REFUSED.put("java.lang.AutoCloseable", "which its caller closes");
  }

  private Results() {}

  /** Whether a result of this type promises the answer. */
  static boolean isPromise(TypeDescription type) {
    return type.getName().equals("java.util.concurrent.CompletableFuture")
        || type.getName().equals("java.util.concurrent.CompletionStage");
  }

  /** Why what this method returns can't be kept, or null if it may be. */
  static @Nullable String refusal(MethodDescription method) {
    return isSuspend(method)
        ? "the method is a `suspend` function of Kotlin, which may return before its answer is there"
        : refusal(method.getReturnType().asErasure());
  }

  /** Such a method returns its answer or, where it hands it over later, a mark. */
  static boolean isSuspend(MethodDescription method) {
    return method.getDescriptor().endsWith("Lkotlin/coroutines/Continuation;)Ljava/lang/Object;");
  }

  private static @Nullable String refusal(TypeDescription type) {
    if (isPromise(type)) {
      return null;
    }
    if (type.represents(void.class)) {
      return "the method returns nothing, so there is nothing to keep";
    }
    String why = reason(type);
    return why == null ? null : "the method returns a `" + type.getName() + "`, " + why;
  }

  /** As {@link #refusal(MethodDescription)}, for what a callback gets. */
  static @Nullable String refusalOfValue(TypeDescription type) {
    String why = reason(type);
    return why == null ? null : "the callback gets a `" + type.getName() + "`, " + why;
  }

  /** What to name instead of a method that is refused in these words, where that is known. */
  static @Nullable String help(String refusal) {
    if (refusal.endsWith(WHEN_EXECUTED)) {
      return "name the method that executes it and returns the body";
    }
    return refusal.endsWith(OTHER_PROMISE) || refusal.endsWith(SILENT)
        ? "name the method that waits for it, or one that returns a `CompletableFuture`"
        : null;
  }

  private static @Nullable String reason(TypeDescription type) {
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      if (isA(type, refused.getKey())) {
        // Futures of libraries have ways of their own to tell.
        return refused.getValue().equals(SILENT) && !type.getName().startsWith("java.")
            ? OTHER_PROMISE
            : refused.getValue();
      }
    }
    return null;
  }

  private static boolean isA(TypeDescription type, String name) {
    if (type.isPrimitive() || type.isArray()) {
      return false;
    }
    if (type.getName().equals(name)) {
      return true;
    }
    for (TypeDescription parent : Hierarchy.parents(type)) {
      if (isA(parent, name)) {
        return true;
      }
    }
    return false;
  }
}
