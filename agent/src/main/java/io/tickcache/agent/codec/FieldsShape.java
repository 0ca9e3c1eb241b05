package io.tickcache.agent.codec;

import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of the application: made without running its constructor, and given its fields one by
 * one.
 */
final class FieldsShape extends Shape implements Fielded {
  private final List<InstanceField> fields;
  private final NamedConstants constants;
  private final boolean hashes;
  private final Instantiator instantiator;

  FieldsShape(Class<?> type) {
    super(NAMED, type);
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new Refusal("is of abstract type " + type.getName());
    }
    fields = InstanceField.of(type);
    constants = NamedConstants.of(type);
    hashes = OwnHashTable.isLikely(type);
    instantiator = Instantiator.of(type);
  }

  /** Besides constants, objects without any state: all they can be is compared by identity. */
  @Override
  boolean shares(Object value) {
    return fields.isEmpty() || constants.name(value) != null;
  }

  @Override
  boolean tracked() {
    return true;
  }

  @Override
  Immutability immutability() {
    return Immutability.DEPENDS;
  }

  @Override
  @Nullable String constantName(Object value) {
    return constants.name(value);
  }

  @Override
  Object constant(String name) {
    return constants.named(name);
  }

  @Override
  long bytes(Object value) {
    return constants.name(value) == null ? ObjectLayout.ofInstance(type()) : 0;
  }

  @Override
  @Nullable Object[] held(Object value) {
    if (constants.name(value) != null) {
      return NOTHING;
    }
    @Nullable Object[] held = new Object[fields.size()];
    for (int i = 0; i < held.length; i++) {
      held[i] = fields.get(i).isPrimitive() ? null : fields.get(i).get(value);
    }
    return held;
  }

  @Override
  public String[] fieldNames() {
    String[] names = new String[fields.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = fields.get(i).name();
    }
    return names;
  }

  @Override
  public @Nullable Object[] fieldValues(Object value) {
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).get(value);
    }
    return values;
  }

  @Override
  void write(Object value, GraphWriter out) {
    if (hashes) {
      OwnHashTable.requireStableHashes(value);
    }
    for (InstanceField field : fields) {
      if (field.isPrimitive()) {
        field.writePrimitive(value, out.out());
      } else {
        write(field, field.get(value), out);
      }
    }
  }

  private static void write(InstanceField field, @Nullable Object part, GraphWriter out) {
    try {
      out.write(part);
    } catch (Refusal refusal) {
      throw refusal.inside(field.name());
    }
  }

  @Override
  Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    if (hashes && original != null) {
      OwnHashTable.requireCopiableHashes(original);
    }
    Object made = instantiator.newInstance();
    piece.made = made;
    for (InstanceField field : fields) {
      if (field.isPrimitive()) {
        from.primitive(field, original, made);
      } else {
        assemble(field, original, made, from);
      }
    }
    return made;
  }

  private static void assemble(
      InstanceField field, @Nullable Object original, Object made, GraphAssembly from) {
    try {
      field.set(made, from.next(original == null ? null : field.get(original)));
    } catch (Refusal refusal) {
      throw refusal.inside(field.name());
    }
  }
}
