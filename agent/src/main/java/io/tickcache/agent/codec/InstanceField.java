package io.tickcache.agent.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance field of a class of the application, read and set by plain reflection: private,
 * final and transient fields too, without any code generated for it.
 */
final class InstanceField {
  private final Field field;
  private final Class<?> type;

  private InstanceField(Field field) {
    this.field = field;
    type = field.getType();
  }

  /** Those of {@code type}, inherited ones first, else by name. */
  static List<InstanceField> of(Class<?> type) {
    List<InstanceField> fields = new ArrayList<>();
    Class<?> parent = type.getSuperclass();
    if (parent != null && !JdkClasses.isStatelessBase(parent)) {
      if (JdkClasses.contains(parent)) {
        throw new Refusal(
            "is a "
                + type.getName()
                + ", whose superclass "
                + parent.getName()
                + " hides its state");
      }
      fields.addAll(of(parent));
    }
    for (Field field : DeclaredStructure.instanceFields(type)) {
      fields.add(accessible(field));
    }
    return fields;
  }

  /**
   * The field of this name that holds an object; the nearest one, where a class hides one of its
   * parent's.
   */
  static InstanceField nearest(List<InstanceField> fields, String name) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).name().equals(name) && !fields.get(i).isPrimitive()) {
        return fields.get(i);
      }
    }
    throw new IllegalArgumentException("there is no field " + name);
  }

  private static InstanceField accessible(Field field) {
    try {
      field.setAccessible(true);
      return new InstanceField(field);
    } catch (RuntimeException e) {
      // SecurityException, or InaccessibleObjectException, which Java 8 doesn't have
      String owner = field.getDeclaringClass().getName();
      throw new Refusal(
          "is a " + owner + ", whose field " + field.getName() + " is closed to us: " + e);
    }
  }

  String name() {
    return field.getName();
  }

  boolean isPrimitive() {
    return type.isPrimitive();
  }

  @Nullable Object get(Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  void set(Object owner, @Nullable Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  void copyPrimitive(Object from, Object to) {
    try {
      if (type == int.class) {
        field.setInt(to, field.getInt(from));
      } else if (type == long.class) {
        field.setLong(to, field.getLong(from));
      } else if (type == double.class) {
        field.setDouble(to, field.getDouble(from));
      } else if (type == boolean.class) {
        field.setBoolean(to, field.getBoolean(from));
      } else {
        field.set(to, field.get(from)); // the rare ones may cost a box
      }
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  void writePrimitive(Object from, Output out) {
    try {
      if (type == int.class) {
        out.writeVarInt(field.getInt(from), false);
      } else if (type == long.class) {
        out.writeVarLong(field.getLong(from), false);
      } else if (type == double.class) {
        out.writeDouble(field.getDouble(from));
      } else if (type == boolean.class) {
        out.writeBoolean(field.getBoolean(from));
      } else if (type == float.class) {
        out.writeFloat(field.getFloat(from));
      } else if (type == char.class) {
        out.writeChar(field.getChar(from));
      } else if (type == short.class) {
        out.writeShort(field.getShort(from));
      } else {
        out.writeByte(field.getByte(from));
      }
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  void readPrimitive(Input in, Object to) {
    try {
      if (type == int.class) {
        field.setInt(to, in.readVarInt(false));
      } else if (type == long.class) {
        field.setLong(to, in.readVarLong(false));
      } else if (type == double.class) {
        field.setDouble(to, in.readDouble());
      } else if (type == boolean.class) {
        field.setBoolean(to, in.readBoolean());
      } else if (type == float.class) {
        field.setFloat(to, in.readFloat());
      } else if (type == char.class) {
        field.setChar(to, in.readChar());
      } else if (type == short.class) {
        field.setShort(to, in.readShort());
      } else {
        field.setByte(to, in.readByte());
      }
    } catch (IllegalAccessException e) {
      throw inaccessible(e);
    }
  }

  private IllegalStateException inaccessible(IllegalAccessException cause) {
    return new IllegalStateException(field + " was made accessible", cause);
  }
}
