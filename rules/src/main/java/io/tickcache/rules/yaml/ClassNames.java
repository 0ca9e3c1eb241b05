package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** The binary name of a class, with its package. */
final class ClassNames extends Kind<String> {

  @Override
  String read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    boolean fits = text.indexOf('.') > 0;
    for (String name : text.split("\\.", -1)) {
      fits &= isName(name);
    }
    if (!fits) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " is not the full name of a class",
          "write it with its package, such as `com.acme.TooManyRequests`");
    }
    return text;
  }

  private static boolean isName(String name) {
    boolean fits = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
    for (int i = 1; fits && i < name.length(); i++) {
      fits = Character.isJavaIdentifierPart(name.charAt(i));
    }
    return fits;
  }
}
