package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** The name of a method, without its type and parameters. */
final class MethodNames extends Kind<String> {

  @Override
  String read(Scalar scalar) throws Unfit {
    String name = scalar.text();
    boolean fits = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
    for (int i = 1; fits && i < name.length(); i++) {
      fits = Character.isJavaIdentifierPart(name.charAt(i));
    }
    if (!fits) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " is not the name of a method",
          "write the name alone, such as `onSuccess`");
    }
    return name;
  }
}
