package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a rule means: {@code TYPE#METHOD} or {@code TYPE#METHOD(PARAMS)}. The type may hold
 * wildcards, the method name may not.
 */
public final class MethodPattern {
  private static final String ANY_FURTHER = "..";

  private final String type;
  private final TypeGlob glob;
  private final String method;
  private final @Nullable List<String> parameters;
  private final String text;

  private MethodPattern(
      String type, String method, @Nullable List<String> parameters, String text) {
    this.type = type;
    this.glob = new TypeGlob(type);
    this.method = method;
    this.parameters = parameters;
    this.text = text;
  }

  /**
   * Reads a pattern. Constructors ({@code <init>}) are read like methods; who weaves refuses them.
   *
   * @throws IllegalArgumentException with a sentence for people if the text is not a pattern
   */
  public static MethodPattern parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("`" + text + "` has no `#` between type and method");
    }
    int open = text.indexOf('(', hash);
    String type = text.substring(0, hash);
    String method = text.substring(hash + 1, open < 0 ? text.length() : open);
    requireType(type);
    requireMethod(method, text);
    return new MethodPattern(type, method, open < 0 ? null : parameters(text, open), text);
  }

  /** The type as written, possibly with wildcards. */
  public String type() {
    return type;
  }

  /** Whether the type is one class, without wildcards. */
  public boolean exactType() {
    return type.indexOf('*') < 0;
  }

  public String method() {
    return method;
  }

  /**
   * The parameter types, without generics and with varargs as arrays; a last element {@code ..}
   * means any further ones. Null means every overload.
   */
  public @Nullable List<String> parameters() {
    return parameters;
  }

  /** Whether the class of this binary name, such as {@code com.acme.Outer$Inner}, is meant. */
  public boolean matchesType(String binaryName) {
    return exactType() ? type.equals(binaryName) : glob.matches(binaryName);
  }

  /** Whether an overload with parameters of these binary type names is meant. */
  public boolean matchesParameters(List<String> binaryTypeNames) {
    if (parameters == null) {
      return true;
    }
    boolean open =
        !parameters.isEmpty() && parameters.get(parameters.size() - 1).equals(ANY_FURTHER);
    int written = open ? parameters.size() - 1 : parameters.size();
    if (open ? binaryTypeNames.size() < written : binaryTypeNames.size() != written) {
      return false;
    }
    for (int i = 0; i < written; i++) {
      ParameterType wanted = ParameterType.binary(parameters.get(i));
      if (!wanted.means(ParameterType.binary(binaryTypeNames.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Two patterns are equal if they mean the same, however spaces and generics are written. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof MethodPattern)) {
      return false;
    }
    MethodPattern that = (MethodPattern) other;
    return type.equals(that.type)
        && method.equals(that.method)
        && Objects.equals(parameters, that.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, method, parameters);
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static void requireType(String type) {
    boolean start = true;
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      boolean dot = c == '.';
      boolean fits = c == '*' || Character.isJavaIdentifierPart(c) || (dot && !start);
      if (!fits || (start && Character.isDigit(c))) {
        throw new IllegalArgumentException("`" + type + "` is not a type name");
      }
      start = dot;
    }
    if (start) {
      throw new IllegalArgumentException(
          type.isEmpty() ? "the type before `#` is missing" : "`" + type + "` is not a type name");
    }
  }

  private static void requireMethod(String method, String text) {
    if (method.isEmpty()) {
      throw new IllegalArgumentException("`" + text + "` has no method name behind `#`");
    }
    if (method.equals("<init>") || method.equals("<clinit>")) {
      return;
    }
    for (int i = 0; i < method.length(); i++) {
      char c = method.charAt(i);
      if (i == 0 ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c)) {
        throw new IllegalArgumentException("`" + method + "` is not a method name");
      }
    }
  }

  private static List<String> parameters(String text, int open) {
    if (!text.endsWith(")")) {
      throw new IllegalArgumentException("`" + text + "` has a `(` without its `)` at the end");
    }
    String inside = text.substring(open + 1, text.length() - 1);
    List<String> parameters = new ArrayList<>();
    if (!inside.trim().isEmpty()) {
      for (String part : split(inside)) {
        requireLast(parameters, text);
        parameters.add(parameter(part, text));
      }
    }
    return Collections.unmodifiableList(parameters);
  }

  private static void requireLast(List<String> before, String text) {
    if (!before.isEmpty() && before.get(before.size() - 1).equals(ANY_FURTHER)) {
      throw new IllegalArgumentException("`..` is not the last parameter of `" + text + "`");
    }
  }

  private static String parameter(String part, String text) {
    String trimmed = part.trim();
    if (trimmed.equals(ANY_FURTHER)) {
      return ANY_FURTHER;
    }
    ParameterType type = ParameterType.written(trimmed);
    if (type == null) {
      throw new IllegalArgumentException(
          trimmed.isEmpty()
              ? "a parameter type of `" + text + "` is missing"
              : "`" + trimmed + "` is not a parameter type");
    }
    return type.toString();
  }

  /** Splits at the commas that stand outside of angle brackets. */
  private static List<String> split(String inside) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(inside.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(inside.substring(from));
    return parts;
  }
}
