package io.tickcache.agent.instrument;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Warnings about rules that match nothing, with the names that were probably meant. */
final class Unmatched {

  private static final int MOST_TYPES = 3;
  private static final int MOST_METHODS = 12;

  private Unmatched() {}

  /** A type that the rule means, without the method. */
  static Diagnostic methodOf(Target target, TypeDescription type) {
    String method = target.pattern().method();
    Diagnostic.Builder diagnostic =
        warning(
            target,
            DiagnosticCode.R021,
            "matched class `" + type.getName() + "` but none of its methods");
    List<String> overloads = Hierarchy.overloads(target.pattern(), type);
    if (!overloads.isEmpty()) {
      return diagnostic
          .note("it has `" + String.join("`, `", overloads) + "`")
          .help("write `" + method + "(..)` to match any parameters")
          .build();
    }
    Set<String> names = methodNames(type);
    diagnostic.note("it has no method `" + method + "`");
    if (!names.isEmpty()) {
      diagnostic.note("its methods are " + listed(names, MOST_METHODS));
    }
    return diagnostic.help(meant(method, names)).build();
  }

  /**
   * By letters or, where those are too many, by the beginning: {@code get} for {@code getQuote}.
   */
  private static @Nullable String meant(String method, Set<String> names) {
    String near = Spelling.didYouMean(method, names);
    String begun = null;
    for (String name : names) {
      if (begins(method, name) || begins(name, method)) {
        begun = begun == null || begins(name, begun) ? name : begun;
      }
    }
    return near != null || begun == null ? near : "did you mean `" + begun + "`?";
  }

  /** Whether a name goes on with a further word behind another one. */
  private static boolean begins(String name, String beginning) {
    return name.startsWith(beginning)
        && name.length() > beginning.length()
        && !Character.isLowerCase(name.charAt(beginning.length()));
  }

  /** A pattern that means several types, none of which has the method. */
  static Diagnostic methodOfAny(Target target, List<String> types) {
    return warning(
            target,
            DiagnosticCode.R021,
            "matched "
                + (types.size() == 1 ? "1 class" : types.size() + " classes")
                + " but none of their methods")
        .note("the classes are " + listed(types, MOST_TYPES))
        .note("none has a method like `" + withoutType(target) + "`")
        .build();
  }

  /** An interface or abstract class that has the method, and nothing that gives it a body. */
  static Diagnostic implementation(Target target, TypeDescription type) {
    return warning(
            target,
            DiagnosticCode.R020,
            "matched `" + type.getName() + "`, but no class here gives its method a body")
        .note(
            "a class that is made while the application runs, such as a proxy, can't be seen here")
        .note("a lambda is never woven")
        .build();
  }

  /** No type of the pattern at all. */
  static Diagnostic type(Target target, Collection<String> known) {
    List<String> nearest = nearestTypes(target.pattern().type(), known);
    Diagnostic.Builder diagnostic =
        warning(target, DiagnosticCode.R020, "matched none of " + known.size() + " classes");
    if (nearest.size() > 1) {
      diagnostic.note("near to it are " + listed(nearest, MOST_TYPES));
    }
    return diagnostic
        .help(nearest.isEmpty() ? null : "did you mean `" + nearest.get(0) + "`?")
        .build();
  }

  /** Types whose simple name is that of the pattern or the nearest to it, best first. */
  private static List<String> nearestTypes(String type, Collection<String> known) {
    String wanted = simple(type);
    if (wanted.indexOf('*') >= 0) {
      return new ArrayList<>();
    }
    Set<String> simpleNames = new TreeSet<>();
    for (String name : known) {
      simpleNames.add(simple(name));
    }
    String nearest = simpleNames.contains(wanted) ? wanted : Spelling.nearest(wanted, simpleNames);
    List<String> found = new ArrayList<>();
    for (String name : known) {
      if (simple(name).equals(nearest)) {
        found.add(name);
      }
    }
    found.sort(Comparator.comparingInt((String name) -> -common(name, type)));
    return found;
  }

  private static String simple(String type) {
    return type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')));
  }

  /** How many characters two names begin or end with in common. */
  private static int common(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int front = 0;
    while (front < most && one.charAt(front) == other.charAt(front)) {
      front++;
    }
    int back = 0;
    while (back < most
        && one.charAt(one.length() - 1 - back) == other.charAt(other.length() - 1 - back)) {
      back++;
    }
    return front + back;
  }

  private static Set<String> methodNames(TypeDescription type) {
    Set<String> names = new TreeSet<>();
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.isMethod() && !method.isSynthetic()) {
        names.add(method.getInternalName());
      }
    }
    return names;
  }

  private static String withoutType(Target target) {
    String pattern = target.pattern().toString();
    return pattern.substring(pattern.indexOf('#') + 1);
  }

  private static String listed(Collection<String> names, int most) {
    List<String> shown = new ArrayList<>(names);
    int more = shown.size() - most;
    String text = "`" + String.join("`, `", shown.subList(0, Math.min(most, shown.size()))) + "`";
    return more > 0 ? text + " and " + more + " more" : text;
  }

  private static Diagnostic.Builder warning(Target target, DiagnosticCode code, String message) {
    return Diagnostic.warning(code, "rule `" + target.rule().name() + "` " + message)
        .at(target.place());
  }
}
