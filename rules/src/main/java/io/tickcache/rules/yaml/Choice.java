package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Spelling;
import java.util.Arrays;
import java.util.List;

/** One of a few words, each an enum's constant in lower case. */
final class Choice<E extends Enum<E>> extends Kind<E> {
  private final Class<E> choices;
  private final List<String> later;

  /** The choices, and words that are documented and refused. */
  Choice(Class<E> choices, String... later) {
    this.choices = choices;
    this.later = Arrays.asList(later);
  }

  @Override
  E read(Scalar scalar) throws Unfit {
    List<String> words = Words.of(choices);
    int chosen = words.indexOf(scalar.text());
    if (chosen >= 0) {
      return choices.getEnumConstants()[chosen];
    }
    if (later.contains(scalar.text())) {
      throw new Unfit(DiagnosticCode.R009, scalar.shown() + " is not supported yet", null);
    }
    throw new Unfit(
        DiagnosticCode.R008,
        scalar.shown() + " is not one of " + Words.list(words),
        Spelling.didYouMean(scalar.text(), words));
  }
}
