package io.tickcache.agent.key;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class that no path has used up. That is the same for all objects of the class, so
 * in keys it stands for the class and the names. Immutable.
 */
final class LeftFields {

  /** Of a class whose fields don't tell what is left of its objects. */
  static final LeftFields NONE = new LeftFields(Object.class, new ArrayList<>(), new ArrayList<>());

  private final Class<?> type;
  private final Field[] fields;
  private final @Nullable Used[] used;
  private final String text;

  private LeftFields(Class<?> type, List<Field> fields, List<@Nullable Used> used) {
    this.type = type;
    this.fields = fields.toArray(new Field[0]);
    this.used = used.toArray(new Used[0]);
    StringBuilder names = new StringBuilder(type.getName());
    for (Field field : fields) {
      names.append('/').append(field.getName()); // no name has this one in it
    }
    this.text = fields.isEmpty() ? names.append('/').toString() : names.toString();
  }

  /**
   * What is left of the objects of a class.
   *
   * @param all the fields of the class, before those that it inherits
   */
  static LeftFields of(Class<?> type, List<Field> all, Used used) {
    List<Field> left = new ArrayList<>();
    List<@Nullable Used> below = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Field field : all) {
      // A field that hides one of a superclass is the one that a path means.
      Used there = seen.add(field.getName()) ? used.below(field.getName()) : null;
      if (there == null || !there.whole()) {
        left.add(field);
        below.add(there);
      }
    }
    return new LeftFields(type, left, below);
  }

  /** Whether they tell what is left of an object. */
  @SuppressWarnings("ReferenceEquality") // there is one of it
  boolean tell() {
    return this != NONE;
  }

  int size() {
    return fields.length;
  }

  Field field(int place) {
    return fields[place];
  }

  /** What is used up of a field's value; null if that is left as a whole. */
  @Nullable Used usedOf(int place) {
    return used[place];
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof LeftFields
            && ((LeftFields) other).type == type
            && ((LeftFields) other).text.equals(text));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Different texts for different fields, and for classes of different names. */
  @Override
  public String toString() {
    return text;
  }
}
