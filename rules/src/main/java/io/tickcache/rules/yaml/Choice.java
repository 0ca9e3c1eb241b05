package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.Spelling;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of a few words, each an enum's constant in lower case. */
final class Choice<E extends Enum<E>> extends Kind<E> {
  private static final List<String> NO = Arrays.asList("false", "no", "none", "disabled", "0");
  private static final List<String> YES = Arrays.asList("true", "yes", "enabled", "1");

  private final Class<E> choices;

  Choice(Class<E> choices) {
    this.choices = choices;
  }

  @Override
  E read(Scalar scalar) throws Unfit {
    List<String> words = Words.of(choices);
    int chosen = words.indexOf(scalar.text());
    if (chosen >= 0) {
      return choices.getEnumConstants()[chosen];
    }
    throw new Unfit(
        DiagnosticCode.R008,
        scalar.shown() + " is not one of " + Words.list(words),
        meant(scalar.text(), words));
  }

  private static @Nullable String meant(String text, List<String> words) {
    String other = NO.contains(text) ? "off" : YES.contains(text) ? "on" : "";
    return words.contains(other)
        ? "did you mean `" + other + "`?"
        : Spelling.didYouMean(text, words);
  }
}
