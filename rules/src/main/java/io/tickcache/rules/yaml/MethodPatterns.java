package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.MethodPattern;
import org.jspecify.annotations.Nullable;

/** A method pattern that may be woven. */
final class MethodPatterns extends Kind<MethodPattern> {
  private static final String HELP = "write `com.acme.QuoteClient#getQuote(String)`";

  @Override
  MethodPattern read(Scalar scalar) throws Unfit {
    MethodPattern pattern = parse(scalar);
    String type = pattern.type();
    if (type.startsWith("java.")) {
      throw never("classes of the JDK are never woven", "name the client that calls it", type);
    }
    if (type.startsWith("io.tickcache.")) {
      throw never("the agent's own classes are never woven", null, type);
    }
    if (pattern.method().startsWith("<")) {
      throw never("constructors are never woven", "name a method", pattern.method());
    }
    return pattern;
  }

  private static MethodPattern parse(Scalar scalar) throws Unfit {
    try {
      return MethodPattern.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      String message = scalar.complaint(e, " is not a method pattern");
      String help = scalar.isAsWritten() ? help(scalar.text()) : HELP;
      throw new Unfit(DiagnosticCode.R012, message, help);
    }
  }

  /** Most people who forget the {@code #} have written a dot in its place. */
  private static String help(String text) {
    int open = text.indexOf('(');
    int dot = text.lastIndexOf('.', open < 0 ? text.length() : open);
    boolean simple = dot > 0 && text.indexOf('#') < 0 && text.indexOf(' ') < 0;
    if (!simple || text.length() > 200) {
      return HELP;
    }
    String mended = text.substring(0, dot) + "#" + text.substring(dot + 1);
    return isPattern(mended) ? "did you mean `" + mended + "`?" : HELP;
  }

  private static boolean isPattern(String text) {
    try {
      MethodPattern.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Unfit never(String message, @Nullable String help, String part) {
    return new Unfit(DiagnosticCode.R013, message, help, part);
  }
}
