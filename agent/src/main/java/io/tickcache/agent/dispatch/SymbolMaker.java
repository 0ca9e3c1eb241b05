package io.tickcache.agent.dispatch;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Makes what a client takes for a symbol from the text of one. */
abstract class SymbolMaker {

  private static final String[] FACTORIES = {"valueOf", "of", "from", "parse", "fromString"};

  private static final SymbolMaker TEXT =
      new SymbolMaker() {
        @Override
        Object make(String text) {
          return text;
        }
      };

  /** One that makes such symbols as this one; null where nobody knows how. */
  static @Nullable SymbolMaker like(Object symbol) {
    Class<?> type =
        symbol instanceof Enum ? ((Enum<?>) symbol).getDeclaringClass() : symbol.getClass();
    if (type == String.class) {
      return TEXT;
    }
    for (String name : FACTORIES) {
      try {
        Method factory = type.getMethod(name, String.class);
        if (Modifier.isStatic(factory.getModifiers())
            && type.isAssignableFrom(factory.getReturnType())) {
          factory.setAccessible(true);
          return of(factory);
        }
      } catch (NoSuchMethodException | RuntimeException none) {
        // Another may be there, and open to us.
      }
    }
    try {
      Constructor<?> constructor = type.getConstructor(String.class);
      constructor.setAccessible(true);
      return of(constructor);
    } catch (NoSuchMethodException | RuntimeException none) {
      return null;
    }
  }

  private static SymbolMaker of(Method factory) {
    return new SymbolMaker() {
      @Override
      @Nullable Object make(String text) throws ReflectiveOperationException {
        return factory.invoke(null, text);
      }
    };
  }

  private static SymbolMaker of(Constructor<?> constructor) {
    return new SymbolMaker() {
      @Override
      Object make(String text) throws ReflectiveOperationException {
        return constructor.newInstance(text);
      }
    };
  }

  /** The symbol of this text; null or an exception where there is none. */
  abstract @Nullable Object make(String text) throws ReflectiveOperationException;

  /** As {@link #make}, with null in place of an exception. */
  final @Nullable Object makeIfAny(String text) {
    try {
      return make(text);
    } catch (ReflectiveOperationException | RuntimeException none) {
      return null;
    }
  }
}
