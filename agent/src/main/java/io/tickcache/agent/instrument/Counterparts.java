package io.tickcache.agent.instrument;

import io.tickcache.agent.key.SymbolKind;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.ValuePath;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds what methods invalidate and update against what the methods of the same rule ask for and
 * answer, which may be of other classes: declared types tell where an update can only invalidate,
 * and an invalidation only drop everything. Passes all on. Thread-safe; keeps no class alive.
 */
final class Counterparts implements Findings {

  private final Findings next;
  private final Map<String, Sides> rules = new HashMap<>();

  Counterparts(Findings next) {
    this.next = next;
  }

  @Override
  public void answers(Target target, MethodBinding method) {
    next.answers(target, method);
    if (!target.rule().invalidateOn().isEmpty()) {
      SymbolKind symbol = DeclaredSymbol.ofKeys(target.rule(), method.method);
      Lineage answer = Lineage.ofAnswer(target.rule(), method.method);
      synchronized (rules) {
        Sides sides = sides(target);
        sides.kept.add(method.toString(), symbol, answer);
        tell(sides);
      }
    }
  }

  @Override
  public void invalidates(Target target, MethodBinding method) {
    next.invalidates(target, method);
    InvalidateOn invalidation = target.invalidation();
    ValuePath symbol = invalidation == null ? null : invalidation.symbol();
    if (invalidation != null && symbol != null) {
      Voider voider = Voider.of(target, method, symbol, invalidation.value());
      synchronized (rules) {
        Sides sides = sides(target);
        sides.voiders.putIfAbsent(voider.toString(), voider);
        tell(sides);
      }
    }
  }

  private Sides sides(Target target) {
    String rule = target.rule().name();
    Sides sides = rules.get(rule);
    if (sides == null) {
      sides = new Sides();
      rules.put(rule, sides);
    }
    return sides;
  }

  private void tell(Sides sides) {
    for (Voider voider : sides.voiders.values()) {
      for (Diagnostic warning : voider.doubts(sides.kept)) {
        next.doubted(voider.target(), warning);
      }
    }
  }

  @Override
  public void unwoven(Target target, MethodBinding method) {
    next.unwoven(target, method);
  }

  @Override
  public void doubted(Target target, Diagnostic warning) {
    next.doubted(target, warning);
  }

  @Override
  public void refused(Target target, Diagnostic diagnostic) {
    next.refused(target, diagnostic);
  }

  /** What is known of one rule so far. */
  private static final class Sides {
    private final KeptTypes kept = new KeptTypes();
    private final Map<String, Voider> voiders = new LinkedHashMap<>();
  }
}
