package io.tickcache.agent.instrument;

import io.tickcache.rules.Rule;
import io.tickcache.rules.Spelling;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Whether answers for single symbols can be taken from those of a method, and put together again,
 * as far as class files tell.
 */
final class BatchResults {

  private static final Set<String> MAPS =
      names(
          "java.util.Map",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.SortedMap",
          "java.util.NavigableMap",
          "java.util.TreeMap",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.ConcurrentHashMap");

  private static final Set<String> LISTS = names("java.util.List", "java.util.ArrayList");

  private static final Set<String> UNORDERED =
      names(
          "java.lang.Iterable", "java.util.Collection", "java.util.Set", "java.util.LinkedHashSet");

  private static final String RECORD = "java.lang.Record";

  private final List<String> steps;
  private final List<ValuePath> ignored;

  BatchResults(Rule rule) {
    ValuePath named = rule.resultSymbol();
    this.steps = named == null ? Collections.<String>emptyList() : named.steps();
    this.ignored = rule.ignore();
  }

  private static Set<String> names(String... names) {
    return new HashSet<>(Arrays.asList(names));
  }

  /** Why it can't be done with answers of this type, which may be promised; null if it can. */
  @Nullable String refusal(TypeDescription.Generic result) {
    TypeDescription.Generic at = Results.isPromise(result.asErasure()) ? promised(result) : result;
    int passed = 0;
    while (!isContainer(erasure(at))) {
      String refusal = passed == steps.size() ? noContainer(at, passed) : wrapper(at, passed);
      if (refusal != null) {
        return refusal;
      }
      at = generic(within(at, steps.get(passed++)).getType());
    }
    return passed == steps.size() && isUnordered(erasure(at))
        ? holds(passed)
            + erasure(at).getName()
            + "`, which has no order; say where its elements name their symbols, such as"
            + " `result-symbol: "
            + path(passed)
            + ".symbol`"
        : null;
  }

  /** The type of the answer for one symbol, in answers that aren't refused; null if undeclared. */
  TypeDescription.@Nullable Generic element(TypeDescription.Generic result) {
    TypeDescription.Generic at = Results.isPromise(result.asErasure()) ? promised(result) : result;
    for (int passed = 0; !isContainer(erasure(at)); passed++) {
      at = generic(within(at, steps.get(passed)).getType());
    }
    return held(at);
  }

  /** What a container holds, of a map its values; null if undeclared. */
  static TypeDescription.@Nullable Generic held(TypeDescription.Generic container) {
    if (container.isArray()) {
      return container.getComponentType();
    }
    return container.getSort().isParameterized()
        ? generic(container.getTypeArguments().get(container.getTypeArguments().size() - 1))
        : null;
  }

  /** What a promise of this type promises. */
  static TypeDescription.Generic promised(TypeDescription.Generic promise) {
    return promise.getSort().isParameterized()
        ? generic(promise.getTypeArguments().getOnly())
        : TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class);
  }

  private static TypeDescription.Generic generic(TypeDefinition type) {
    TypeDescription.Generic generic = type.asGenericType();
    return generic.getSort().isWildcard() ? generic.getUpperBounds().get(0) : generic;
  }

  private static TypeDescription erasure(TypeDescription.Generic type) {
    return type.asErasure();
  }

  static boolean isMap(TypeDescription type) {
    return MAPS.contains(type.getName());
  }

  static boolean isUnordered(TypeDescription type) {
    return UNORDERED.contains(type.getName());
  }

  static boolean isContainer(TypeDescription type) {
    return type.isArray() || isMap(type) || LISTS.contains(type.getName()) || isUnordered(type);
  }

  private String noContainer(TypeDescription.Generic type, int passed) {
    return holds(passed)
        + erasure(type).getName()
        + "`; answers for many symbols are taken from maps, lists, sets and arrays"
        + (steps.isEmpty() ? ", or from the field to which `result-symbol` leads" : "");
  }

  /** What the path has come to, as the beginning of a sentence. */
  private String holds(int passed) {
    return passed == 0 ? "the method returns a `" : "`" + path(passed) + "` is a `";
  }

  private String path(int passed) {
    return String.join(".", with("return", steps.subList(0, passed)));
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all;
  }

  /** Why an object around the answers can't be made anew, or null if it can. */
  private @Nullable String wrapper(TypeDescription.Generic type, int passed) {
    String name = erasure(type).getName();
    if (erasure(type).isInterface()) {
      return holds(passed) + name + "`, an interface: what its objects hold can't be seen";
    }
    if (type.isPrimitive() || isJdk(name)) {
      return noContainer(type, passed);
    }
    List<String> others = new ArrayList<>();
    for (TypeDefinition at = type; at != null; at = at.getSuperClass()) {
      String parent = at.asErasure().getName();
      if (parent.startsWith("com.google.protobuf.")) {
        return holds(passed)
            + name
            + "`, a message of Protocol Buffers, which only its builder makes";
      }
      if (isJdk(parent) && !at.represents(Object.class) && !RECORD.equals(parent)) {
        return holds(passed) + name + "`, whose superclass `" + parent + "` hides what it holds";
      }
      for (FieldDescription field : at.getDeclaredFields()) {
        if (!field.isStatic()) {
          others.add(field.getName());
        }
      }
    }
    if (!others.remove(steps.get(passed))) {
      String meant = Spelling.didYouMean(steps.get(passed), others);
      return "`"
          + name
          + "` has no field `"
          + steps.get(passed)
          + "`"
          + (meant == null ? "" : "; " + meant);
    }
    return unsettled(name, others, passed);
  }

  private static boolean isJdk(String name) {
    return name.startsWith("java.") || name.startsWith("javax.");
  }

  private @Nullable String unsettled(String type, List<String> fields, int passed) {
    List<String> unsettled = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (String field : fields) {
      String path = path(passed) + "." + field;
      if (!ignored.contains(ValuePath.parse(path))) {
        unsettled.add(field);
        paths.add(path);
      }
    }
    return unsettled.isEmpty()
        ? null
        : "`"
            + type
            + "` also holds `"
            + String.join("`, `", unsettled)
            + "`; where callers don't mind of which answer that is, add it to `ignore`: `"
            + String.join("`, `", paths)
            + "`";
  }

  /** The nearest one, where a class hides one of its parent's. */
  private static FieldDescription within(TypeDescription.Generic type, String name) {
    for (TypeDefinition at = type; at != null; at = at.getSuperClass()) {
      for (FieldDescription field : at.getDeclaredFields()) {
        if (!field.isStatic() && field.getName().equals(name)) {
          return field;
        }
      }
    }
    throw new IllegalArgumentException(type + " has no field " + name);
  }
}
