package io.tickcache.agent.instrument;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Which results can outlive the call that brought them, as far as their declared types tell. */
final class Results {

  private static final Map<String, String> REFUSED = new LinkedHashMap<>();

  private static final Set<String> IN_PIECES =
      names(
          "java.util.Map",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.SortedMap",
          "java.util.NavigableMap",
          "java.util.TreeMap",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.List",
          "java.util.ArrayList");

  private static final Set<String> IN_NAMED_PIECES =
      names(
          "java.lang.Iterable", "java.util.Collection", "java.util.Set", "java.util.LinkedHashSet");

  static {
    String once = "which can be read only once";
    REFUSED.put("java.util.stream.BaseStream", once);
    REFUSED.put("java.util.Iterator", once);
    REFUSED.put("java.util.Enumeration", once);
    REFUSED.put("java.util.Spliterator", once);
    REFUSED.put("org.reactivestreams.Publisher", "which is a live source");
    REFUSED.put("java.util.concurrent.Flow$Publisher", "which is a live source");
    REFUSED.put("java.sql.Wrapper", "which lives on its connection");
    REFUSED.put("java.lang.Thread", "which is running");
    REFUSED.put(
        "java.util.concurrent.CompletionStage", "a promise of a kind that can't be made here");
    REFUSED.put("java.util.concurrent.Future", "which tells nobody when its answer is there");
    REFUSED.put("java.lang.AutoCloseable", "which its caller closes");
  }

  private Results() {}

  private static Set<String> names(String... names) {
    return new HashSet<>(Arrays.asList(names));
  }

  /** Whether a result of this type promises the answer. */
  static boolean isPromise(TypeDescription type) {
    return type.getName().equals("java.util.concurrent.CompletableFuture")
        || type.getName().equals("java.util.concurrent.CompletionStage");
  }

  /** Why a result of this type can't be kept, or null if it may be. */
  static @Nullable String refusal(TypeDescription type) {
    if (isPromise(type)) {
      return null;
    }
    if (type.represents(void.class)) {
      return "the method returns nothing, so there is nothing to keep";
    }
    String why = reason(type);
    return why == null ? null : "the method returns a `" + type.getName() + "`, " + why;
  }

  /** As {@link #refusal}, for what a callback gets. */
  static @Nullable String refusalOfValue(TypeDescription type) {
    String why = reason(type);
    return why == null ? null : "the callback gets a `" + type.getName() + "`, " + why;
  }

  private static @Nullable String reason(TypeDescription type) {
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      if (isA(type, refused.getKey())) {
        return refused.getValue();
      }
    }
    return null;
  }

  /** Why answers for single symbols can't be taken from this type and put together again. */
  static @Nullable String batchRefusal(TypeDescription type, boolean named) {
    if (named && type.getSimpleName().endsWith("Map")) {
      return "the keys of its `" + type.getName() + "` name the symbols; leave `result-symbol` out";
    }
    if (type.isArray() || IN_PIECES.contains(type.getName())) {
      return null;
    }
    if (IN_NAMED_PIECES.contains(type.getName())) {
      return named
          ? null
          : "the method returns a `"
              + type.getName()
              + "`, which has no order; say where its elements name their symbols, such as"
              + " `result-symbol: return.symbol`";
    }
    return "the method returns a `"
        + type.getName()
        + "`; answers for many symbols are taken from maps, lists, sets and arrays";
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
