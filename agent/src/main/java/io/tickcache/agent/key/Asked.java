package io.tickcache.agent.key;

import io.tickcache.rules.ValuePath;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call for many symbols asks for: the elements in their order, repeated ones included,
 * each with its key, and where in the arguments they are. Confined to the thread of the call.
 */
public final class Asked {

  /** Marks the keys of what can't be an answer for one symbol. */
  private enum Mark {
    MISSING,
    NULL
  }

  private final Object scope;
  private final Way way;
  private final @Nullable String separator;
  private final List<Object> elements;
  private final List<Object> keys;
  private final List<Object> shared;

  Asked(
      Object scope,
      Way way,
      @Nullable String separator,
      List<Object> elements,
      List<Object> keys,
      List<Object> shared) {
    this.scope = scope;
    this.way = way;
    this.separator = separator;
    this.elements = elements;
    this.keys = keys;
    this.shared = shared;
  }

  public Way way() {
    return way;
  }

  /** What stands between the elements where they are one text. */
  public @Nullable String separator() {
    return way.end() instanceof String ? separator : null;
  }

  public List<Object> elements() {
    return elements;
  }

  /** The key of each element. */
  public List<Object> keys() {
    return keys;
  }

  /** The symbol of one of the keys, in the form in which keys have it. */
  public static Object symbolOf(Object key) {
    return Key.symbolOf(key);
  }

  /** What is asked beside the symbols; calls with equal ones differ in nothing else. */
  public List<Object> shared() {
    return shared;
  }

  /** All that an answer for many may be kept under that is none for one symbol. */
  public Object[] beside(Object key) {
    return new Object[] {missingBeside(key), nullBeside(key)};
  }

  /** Beside a key of these: what a client's answer for many leaves out. */
  public Object missingBeside(Object key) {
    return Key.beside(scope, key, Mark.MISSING);
  }

  /** Beside a key of these: what a client's answer for many says null of. */
  public Object nullBeside(Object key) {
    return Key.beside(scope, key, Mark.NULL);
  }

  /** The way from an argument to what holds the elements. */
  public static final class Way {
    private final ValuePath path;
    private final List<Object> passed;
    private final Object end;

    Way(ValuePath path, List<Object> passed, Object end) {
      this.path = path;
      this.passed = passed;
      this.end = end;
    }

    /** The argument's position. */
    public int argument() {
      return path.argument();
    }

    /** Whether the argument itself holds the symbols themselves. */
    public boolean isArgument() {
      return path.steps().isEmpty();
    }

    /** The objects on the way, the argument first; none where it holds the elements itself. */
    public List<Object> passed() {
      return Collections.unmodifiableList(passed);
    }

    /** The property of each of the objects that leads on. */
    public List<String> steps() {
      return path.steps().subList(0, passed.size());
    }

    /** What holds the elements. */
    public Object end() {
      return end;
    }

    /** Whether who walks through the elements may use them up. */
    public boolean isWalkedOnce() {
      return Container.isWalkedOnce(end);
    }
  }
}
