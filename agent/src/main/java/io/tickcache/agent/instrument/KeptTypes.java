package io.tickcache.agent.instrument;

import io.tickcache.agent.key.SymbolKind;
import io.tickcache.agent.key.SymbolKinds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule keeps by the declared types of the methods that it answers, as far as seen. */
final class KeptTypes {

  private final SymbolKinds kinds = new SymbolKinds();
  private final Map<String, Lineage> answers = new LinkedHashMap<>();

  /** Adds a method, with what is declared of it. */
  void add(String method, @Nullable SymbolKind symbol, @Nullable Lineage answer) {
    if (symbol != null) {
      kinds.note(symbol);
    }
    if (answer != null) {
      answers.put(method, answer);
    }
  }

  /** The kinds of the symbols in its keys. */
  SymbolKinds kinds() {
    return kinds;
  }

  /** Which method never answers with a value of this type, in words; null if none is known. */
  @Nullable String misfit(Lineage value) {
    for (Map.Entry<String, Lineage> answer : answers.entrySet()) {
      if (!value.mayBe(answer.getValue())) {
        return answer.getKey() + " answers with a `" + answer.getValue() + "`";
      }
    }
    return null;
  }
}
