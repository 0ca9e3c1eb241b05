package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** The binary name of a class, such as {@code java.io.IOException}. */
final class ClassNames extends Kind<String> {
  private static final String HELP = "write it in full, such as `java.io.IOException`";

  @Override
  String read(Scalar scalar) throws Unfit {
    String name = scalar.text();
    if (!isName(name)) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is not the name of a class", HELP);
    }
    return name;
  }

  /** Classes without a package are rare enough to be taken for a name that isn't whole. */
  private static boolean isName(String name) {
    int begin = 0;
    int dots = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (i == begin || !Character.isJavaIdentifierStart(name.charAt(begin))) {
          return false;
        }
        begin = i + 1;
        dots++;
      } else if (!Character.isJavaIdentifierPart(name.charAt(i))) {
        return false;
      }
    }
    return dots > 1;
  }
}
