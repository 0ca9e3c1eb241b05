package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Spelling;
import java.util.List;

/** {@code single}, {@code class}, {@code instance}, {@code ignore}, or a path from {@code this}. */
final class Receivers extends Kind<Receiver> {
  /** The one kind that is written as the path itself. */
  private static final String PATH = "path";

  @Override
  Receiver read(Scalar scalar) throws Unfit {
    if (scalar.text().startsWith("this.")) {
      return Receiver.of(Paths.parse(scalar));
    }
    List<String> words = Words.of(Receiver.Kind.class);
    int chosen = words.indexOf(scalar.text());
    if (chosen >= 0 && !scalar.text().equals(PATH)) {
      return Receiver.of(Receiver.Kind.class.getEnumConstants()[chosen]);
    }
    words.remove(PATH);
    throw new Unfit(
        DiagnosticCode.R008,
        scalar.shown() + " is not one of " + Words.list(words) + " or a path from `this`",
        Spelling.didYouMean(scalar.text(), words));
  }
}
