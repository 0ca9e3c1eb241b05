package io.tickcache.agent.key;

import java.util.Arrays;

/** The forms of key parts that are no JDK value themselves. All immutable. */
abstract class Component {

  /** Stands for null, which is a value like others where it isn't the symbol. */
  static final Component NULL =
      new Component() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private Component() {}

  /** An object by its class and its text. */
  static final class Text extends Component {
    private final Class<?> type;
    private final String text;

    Text(Class<?> type, String text) {
      this.type = type;
      this.text = text;
    }

    Class<?> type() {
      return type;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text
          && ((Text) other).type == type
          && ((Text) other).text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The parts of something composed, with the kind of what it was: those of a list are not those of
   * a map.
   */
  static final class Sequence extends Component {
    static final Sequence EMPTY = new Sequence("nothing", new Object[0]);

    private final Object kind;
    private final Object[] parts;

    /**
     * @param kind a text, or {@link LeftFields}
     */
    Sequence(Object kind, Object[] parts) {
      this.kind = kind;
      this.parts = parts;
    }

    Object kind() {
      return kind;
    }

    Object[] parts() {
      return parts;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sequence
          && ((Sequence) other).kind.equals(kind)
          && Arrays.equals(parts, ((Sequence) other).parts);
    }

    @Override
    public int hashCode() {
      return 31 * kind.hashCode() + Arrays.hashCode(parts);
    }

    @Override
    public String toString() {
      return Arrays.toString(parts);
    }
  }
}
