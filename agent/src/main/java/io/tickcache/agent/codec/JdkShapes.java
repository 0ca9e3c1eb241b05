package io.tickcache.agent.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fixed set of JDK classes that can be copied and written. Any other class of the JDK is
 * refused: its fields are not ours to read. Immutable, and knows no class of the application.
 */
final class JdkShapes {
  private static final JdkShapes ALL = new JdkShapes();

  private final Map<Class<?>, Shape> byClass = new HashMap<>();
  private final List<@Nullable Shape> byCode = new ArrayList<>();

  private JdkShapes() {
    JdkValues.addTo(this);
    JdkTimes.addTo(this);
    JdkCells.addTo(this);
    JdkCalendars.addTo(this);
    JdkCollections.addTo(this);
    JdkImmutables.addTo(this);
    JdkWrappers.addTo(this);
    SqlTimes.addTo(this);
  }

  static @Nullable Shape byClass(Class<?> type) {
    return ALL.byClass.get(type);
  }

  /** Whether a value of this declared type may be of one of the classes. */
  static boolean anyBelow(Class<?> type) {
    for (Class<?> known : ALL.byClass.keySet()) {
      if (type.isAssignableFrom(known)) {
        return true;
      }
    }
    return false;
  }

  static Shape byCode(int code) {
    Shape shape = code < ALL.byCode.size() ? ALL.byCode.get(code) : null;
    if (shape == null) {
      throw new Refusal("has an unknown kind of object, " + code);
    }
    return shape;
  }

  void add(Shape shape) {
    put(shape.type(), shape);
    addCode(shape);
  }

  /**
   * For classes that the JDK doesn't publish; those that this version doesn't have are left out.
   */
  void addHidden(Shape shape, String... classNames) {
    for (String name : classNames) {
      Class<?> type = JdkClasses.find(name);
      if (type != null) {
        put(type, shape);
      }
    }
    addCode(shape);
  }

  private void put(Class<?> type, Shape shape) {
    if (byClass.put(type, shape) != null) {
      throw new IllegalStateException(type.getName() + " has two shapes");
    }
  }

  private void addCode(Shape shape) {
    int code = shape.code();
    if (code >= GraphWriter.FIRST_CLASS - GraphWriter.FIRST_CODE) {
      throw new IllegalStateException("no room for code " + code);
    }
    while (byCode.size() <= code) {
      byCode.add(null);
    }
    if (byCode.set(code, shape) != null) {
      throw new IllegalStateException("two shapes have the code " + code);
    }
  }
}
