package io.tickcache.agent.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fixed set of JDK classes that can be copied and written. Any other class of the JDK is
 * refused: its fields are not ours to read. Immutable, and knows no class of the application.
 *
 * <p>They come in groups, each made when it is first asked for: most answers are made of the values
 * alone, and all groups together take some two hundred classes.
 */
final class JdkShapes {
  private static final JdkShapes VALUES = new JdkShapes();

  static {
    JdkValues.addTo(VALUES);
  }

  private final Map<Class<?>, Shape> byClass = new HashMap<>();
  private final List<@Nullable Shape> byCode = new ArrayList<>();

  private JdkShapes() {}

  static @Nullable Shape byClass(Class<?> type) {
    Shape value = VALUES.byClass.get(type);
    if (value != null || !JdkClasses.contains(type)) {
      return value;
    }
    return (type.getName().startsWith("java.time.") ? Times.SHAPES : Others.SHAPES)
        .byClass.get(type);
  }

  /** Whether a value of this declared type may be of one of the classes. */
  static boolean anyBelow(Class<?> type) {
    return VALUES.hasBelow(type) || Times.SHAPES.hasBelow(type) || Others.SHAPES.hasBelow(type);
  }

  private boolean hasBelow(Class<?> type) {
    for (Class<?> known : byClass.keySet()) {
      if (type.isAssignableFrom(known)) {
        return true;
      }
    }
    return false;
  }

  static Shape byCode(int code) {
    JdkShapes shapes =
        code <= JdkValues.LAST_CODE
            ? VALUES
            : code <= JdkTimes.LAST_CODE ? Times.SHAPES : Others.SHAPES;
    Shape shape = code < shapes.byCode.size() ? shapes.byCode.get(code) : null;
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

  /** Those of {@code java.time}. */
  private static final class Times {
    private static final JdkShapes SHAPES = new JdkShapes();

    static {
      JdkTimes.addTo(SHAPES);
    }
  }

  /** All others. */
  private static final class Others {
    private static final JdkShapes SHAPES = new JdkShapes();

    static {
      JdkCells.addTo(SHAPES);
      JdkCalendars.addTo(SHAPES);
      JdkCollections.addTo(SHAPES);
      JdkImmutables.addTo(SHAPES);
      JdkWrappers.addTo(SHAPES);
      SqlTimes.addTo(SHAPES);
    }
  }
}
