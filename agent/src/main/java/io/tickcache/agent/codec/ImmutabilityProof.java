package io.tickcache.agent.codec;

import io.tickcache.agent.classes.ByClass;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether nobody can ever change a value.
 *
 * <p>A class whose instance fields, inherited ones too, are all final and of types that are final
 * and immutable themselves needs no further look. Where the type of a final field leaves it open
 * what the field holds, this instance is examined: since the field is final, what is found there
 * stays there. Known values of the JDK, enum constants, messages of Protocol Buffers and the
 * collections of {@code List.of} and its like are immutable; arrays with elements never are, nor is
 * {@code Collections.unmodifiableList}, which shows the changes of the list behind it. What is
 * known about a class is kept with it; thread-safe.
 */
final class ImmutabilityProof {
  private final AllowList allowList;

  private final ByClass<Finding> findings =
      new ByClass<Finding>() {
        @Override
        protected Finding make(Class<?> type) {
          Finding found = examine(type, new ArrayList<>());
          if (found.immutability != Immutability.NEVER && !type.isArray()) {
            allowList.learn(type);
          }
          return found;
        }
      };

  /** What is met in values of the client is learned by {@code allowList}. */
  ImmutabilityProof(AllowList allowList) {
    this.allowList = allowList;
  }

  /** Whether every instance of {@code type} is immutable. */
  boolean alwaysHolds(Class<?> type) {
    return finding(type).immutability == Immutability.ALWAYS;
  }

  /** What is known of the instances of exactly this class. */
  Immutability of(Class<?> type) {
    return finding(type).immutability;
  }

  /** Whether this value is immutable, with all that it leads to. */
  boolean holds(Object root) {
    Immutability ofClass = of(root.getClass());
    return ofClass == Immutability.DEPENDS ? holdsThroughout(root) : ofClass == Immutability.ALWAYS;
  }

  private boolean holdsThroughout(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Object value = open.pop();
      Finding finding = finding(value.getClass());
      if (finding.immutability == Immutability.NEVER || hasElements(value)) {
        return false;
      }
      if (finding.immutability == Immutability.DEPENDS && seen.add(value)) {
        addPresent(finding.parts(value), open);
      }
    }
    return true;
  }

  private static boolean hasElements(Object value) {
    return value.getClass().isArray() && Array.getLength(value) > 0;
  }

  private static void addPresent(@Nullable Object[] parts, Deque<Object> open) {
    for (Object part : parts) {
      if (part != null) {
        open.push(part);
      }
    }
  }

  private Finding finding(Class<?> type) {
    return findings.of(type);
  }

  /**
   * {@code within}: the classes whose fields are being examined; one that comes back to itself
   * depends.
   */
  private Finding examine(Class<?> type, List<Class<?>> within) {
    if (type.isArray()) {
      return Finding.NO_PARTS;
    }
    Shape ofJdk = JdkShapes.byClass(type);
    if (ofJdk != null) {
      return new Finding(ofJdk.immutability(), ofJdk, Collections.emptyList());
    }
    if (Enum.class.isAssignableFrom(type) || MessageShape.isMessage(type)) {
      return Finding.ALWAYS;
    }
    boolean ruledOut =
        JdkClasses.contains(type) || GuavaShape.isOne(type) || TransientTypes.reason(type) != null;
    return ruledOut ? Finding.NEVER : examineFields(type, within);
  }

  private Finding examineFields(Class<?> type, List<Class<?>> within) {
    List<Field> undecided = new ArrayList<>();
    within.add(type);
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      if (JdkClasses.contains(part) && !isEmptyBase(part)) {
        return Finding.NEVER;
      }
      if (!JdkClasses.contains(part) && !collectUndecided(part, within, undecided)) {
        return Finding.NEVER;
      }
    }
    within.remove(within.size() - 1);
    return undecided.isEmpty() ? Finding.ALWAYS : Finding.depends(undecided);
  }

  private static boolean isEmptyBase(Class<?> type) {
    return type == Number.class || type.getName().equals("java.lang.Record");
  }

  /** False if a field can be changed, or can't be looked into. */
  private boolean collectUndecided(Class<?> part, List<Class<?>> within, List<Field> undecided) {
    try {
      for (Field field : DeclaredStructure.instanceFields(part)) {
        if (!Modifier.isFinal(field.getModifiers())) {
          return false;
        }
        if (!isImmutableType(field.getType(), within)) {
          field.setAccessible(true);
          undecided.add(field);
        }
      }
      return true;
    } catch (LinkageError | RuntimeException e) {
      return false; // a class that isn't there, or a closed module: no proof
    }
  }

  private boolean isImmutableType(Class<?> type, List<Class<?>> within) {
    if (type.isPrimitive() || type.isEnum()) {
      return true;
    }
    boolean exact = Modifier.isFinal(type.getModifiers()) && !type.isArray();
    return exact
        && !within.contains(type)
        && examine(type, within).immutability == Immutability.ALWAYS;
  }

  /** What is known about one class, and where to look in an instance if that isn't enough. */
  private static final class Finding {
    static final Finding ALWAYS = new Finding(Immutability.ALWAYS, null, Collections.emptyList());
    static final Finding NEVER = new Finding(Immutability.NEVER, null, Collections.emptyList());

    /** Of an array, which is immutable if it has no elements. */
    static final Finding NO_PARTS =
        new Finding(Immutability.DEPENDS, null, Collections.emptyList());

    final Immutability immutability;
    private final @Nullable Shape shape;
    private final List<Field> undecided;

    Finding(Immutability immutability, @Nullable Shape shape, List<Field> undecided) {
      this.immutability = immutability;
      this.shape = shape;
      this.undecided = undecided;
    }

    static Finding depends(List<Field> undecided) {
      return new Finding(Immutability.DEPENDS, null, undecided);
    }

    @Nullable Object[] parts(Object value) {
      if (shape != null) {
        return shape.parts(value);
      }
      @Nullable Object[] parts = new Object[undecided.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = get(undecided.get(i), value);
      }
      return parts;
    }

    private static @Nullable Object get(Field field, Object value) {
      try {
        return field.get(value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " was made accessible", e);
      }
    }
  }
}
