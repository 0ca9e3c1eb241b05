package io.tickcache.rules;

import org.jspecify.annotations.Nullable;

/**
 * The type of one parameter, as a rule writes it or as a class file has it, brought into one form:
 * no generics, no spaces, nested classes with dots, arrays and varargs as a count of dimensions.
 */
final class ParameterType {
  private static final String PRIMITIVE_CODES = "ZBCSIJFD";
  private static final String[] PRIMITIVES = {
    "boolean", "byte", "char", "short", "int", "long", "float", "double"
  };

  private final String name;
  private final int dimensions;

  private ParameterType(String name, int dimensions) {
    this.name = name;
    this.dimensions = dimensions;
  }

  /** Reads a type as people write it; null if the text is no type. */
  static @Nullable ParameterType written(String text) {
    String erased = erased(text);
    int end = erased.length();
    int dimensions = 0;
    if (erased.endsWith("...")) {
      end -= 3;
      dimensions++;
    }
    while (erased.startsWith("[]", end - 2)) {
      end -= 2;
      dimensions++;
    }
    String name = erased.substring(0, end);
    return isName(name) ? new ParameterType(name, dimensions) : null;
  }

  /** Reads a type as the JVM or a compiler names it: {@code [I}, {@code int[]}, {@code a.B$C}. */
  static ParameterType binary(String name) {
    int dimensions = 0;
    while (name.startsWith("[", dimensions)) {
      dimensions++;
    }
    if (dimensions > 0) {
      return new ParameterType(element(name.substring(dimensions)), dimensions);
    }
    int end = name.length();
    while (name.startsWith("[]", end - 2)) {
      end -= 2;
      dimensions++;
    }
    return new ParameterType(name.substring(0, end), dimensions);
  }

  /** Whether this type as written means the other, binary one. */
  boolean means(ParameterType binary) {
    if (dimensions != binary.dimensions) {
      return false;
    }
    String wanted = name.replace('$', '.');
    if (wanted.equals(binary.name.replace('$', '.'))) {
      return true;
    }
    String local = binary.name.substring(binary.name.lastIndexOf('.') + 1).replace('$', '.');
    return wanted.equals(local) || local.endsWith("." + wanted);
  }

  /** The erased type with its dimensions, such as {@code String[]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    for (int i = 0; i < dimensions; i++) {
      text.append("[]");
    }
    return text.toString();
  }

  private static String element(String descriptor) {
    if (descriptor.startsWith("L") && descriptor.endsWith(";")) {
      return descriptor.substring(1, descriptor.length() - 1);
    }
    int primitive = descriptor.length() == 1 ? PRIMITIVE_CODES.indexOf(descriptor.charAt(0)) : -1;
    return primitive < 0 ? descriptor : PRIMITIVES[primitive];
  }

  /** The text without spaces and without what stands between angle brackets. */
  private static String erased(String text) {
    StringBuilder erased = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (depth == 0 && !Character.isWhitespace(c)) {
        erased.append(c);
      }
    }
    return depth == 0 ? erased.toString() : "";
  }

  private static boolean isName(String text) {
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start
          ? !Character.isJavaIdentifierStart(c)
          : c != '.' && !Character.isJavaIdentifierPart(c)) {
        return false;
      }
      start = c == '.';
    }
    return !start;
  }
}
