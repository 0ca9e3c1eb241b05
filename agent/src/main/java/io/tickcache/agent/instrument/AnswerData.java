package io.tickcache.agent.instrument;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;

/** What an answer is about, by its declared type. */
final class AnswerData {

  private static final int BY_TYPE = 3;
  private static final int BY_METHOD = 2;

  private AnswerData() {}

  /** How much speaks for market data: the name of its type, and that of the method. */
  static int likelihood(TypeDescription.Generic answer, String method) {
    TypeDescription data = of(answer);
    boolean ofApplication = !data.isPrimitive() && !data.getName().startsWith("java.");
    boolean byType = ofApplication && MarketWords.nameData(data.getSimpleName());
    return (byType ? BY_TYPE : 0) + (MarketWords.askForData(method) ? BY_METHOD : 0);
  }

  /** The answer's type: for an array, or a collection or promise of the JDK, what it holds. */
  static TypeDescription of(TypeDescription.Generic answer) {
    if (answer.getSort().isWildcard()) {
      return of(answer.getUpperBounds().get(0));
    }
    TypeDescription.Generic component = answer.isArray() ? answer.getComponentType() : null;
    if (component != null) {
      return of(component);
    }
    TypeDescription type = answer.asErasure();
    if (answer.getSort().isParameterized() && type.getName().startsWith("java.")) {
      TypeList.Generic held = answer.getTypeArguments();
      return of(held.get(held.size() - 1));
    }
    return type;
  }

  /** In words, such as {@code List of Quote}. */
  static String text(TypeDescription.Generic answer) {
    TypeDescription type = answer.asErasure();
    TypeDescription data = of(answer);
    return type.isArray() || data.equals(type)
        ? type.getSimpleName()
        : type.getSimpleName() + " of " + data.getSimpleName();
  }
}
