package io.tickcache.rules.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of the file for constants of the model, and lists of words for messages. */
final class Words {
  private Words() {}

  /** Each constant in lower case. */
  static <E extends Enum<E>> List<String> of(Class<E> choices) {
    List<String> words = new ArrayList<>();
    for (E choice : choices.getEnumConstants()) {
      words.add(choice.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  /** The words between backticks, with commas. */
  static String list(List<String> words) {
    StringBuilder list = new StringBuilder();
    for (String word : words) {
      list.append(list.length() == 0 ? "`" : ", `").append(word).append('`');
    }
    return list.toString();
  }
}
