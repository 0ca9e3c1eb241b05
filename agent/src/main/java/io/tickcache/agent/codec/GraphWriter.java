package io.tickcache.agent.codec;

import com.esotericsoftware.kryo.kryo5.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one object graph as bytes. Each object starts with a token: one of the constants below,
 * the code of a JDK shape, or the number of a class whose name and fingerprint came before.
 */
final class GraphWriter {

  static final int NULL = 0;
  static final int REFERENCE = 1;
  static final int CONSTANT = 2;
  static final int NEW_CLASS = 3;
  static final int FIRST_CODE = 4;

  /** One byte each for the first codes; classes of the application come after them. */
  static final int FIRST_CLASS = 120;

  static final int MOST_BYTES = 16 << 20;

  private final Shapes shapes;
  private final AllowList allowList;
  private final Output out = new Output(512, MOST_BYTES);
  private final IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
  private final Map<Class<?>, Integer> classes = new HashMap<>();
  private int depth;

  GraphWriter(Shapes shapes, AllowList allowList) {
    this.shapes = shapes;
    this.allowList = allowList;
  }

  byte[] bytesOf(Object root) {
    try {
      write(root);
      return out.toBytes();
    } catch (KryoBufferOverflowException e) {
      throw new Refusal("takes more than " + (MOST_BYTES >> 20) + " MiB");
    }
  }

  Output out() {
    return out;
  }

  void write(@Nullable Object value) {
    if (value == null) {
      out.writeVarInt(NULL, true);
      return;
    }
    Shape shape = shapes.of(value.getClass());
    if (!shape.tracked()) {
      writeNew(value, shape);
      return;
    }
    Integer known = ids.putIfAbsent(value, ids.size());
    if (known == null) {
      writeFirst(value, shape);
    } else {
      out.writeVarInt(REFERENCE, true);
      out.writeVarInt(known, true);
    }
  }

  private void writeFirst(Object value, Shape shape) {
    String constant = shape.constantName(value);
    if (constant == null) {
      writeNew(value, shape);
    } else {
      out.writeVarInt(CONSTANT, true);
      writeShape(shape);
      writeText(constant);
    }
  }

  private void writeNew(Object value, Shape shape) {
    if (++depth > GraphAssembly.DEEPEST) {
      throw new Refusal("is nested deeper than " + GraphAssembly.DEEPEST + " objects");
    }
    writeShape(shape);
    shape.write(value, this);
    depth--;
  }

  void writeEnumType(Class<?> type) {
    writeShape(shapes.of(type));
  }

  void writeShape(Shape shape) {
    if (shape.code() != Shape.NAMED) {
      out.writeVarInt(FIRST_CODE + shape.code(), true);
      return;
    }
    Integer known = classes.get(shape.type());
    if (known != null) {
      out.writeVarInt(FIRST_CLASS + known, true);
      return;
    }
    if (!allowList.allows(shape.type())) {
      throw new Refusal(
          "is a " + shape.type().getName() + ", which the class loader of the client can't see");
    }
    classes.put(shape.type(), classes.size());
    out.writeVarInt(NEW_CLASS, true);
    writeText(shape.type().getName());
    out.writeInt(shape.fingerprint());
  }

  void writeParts(@Nullable Object[] parts) {
    out.writeVarInt(parts.length, true);
    for (int i = 0; i < parts.length; i++) {
      try {
        write(parts[i]);
      } catch (Refusal refusal) {
        throw refusal.inside("[" + i + "]");
      }
    }
  }

  /** Exactly as it is, lone surrogates included, which the encoders of the JDK replace. */
  void writeText(String text) {
    if (text.length() > MOST_BYTES) {
      throw new Refusal("takes more than " + (MOST_BYTES >> 20) + " MiB");
    }
    boolean wide = !isLatin1(text);
    out.writeVarInt(text.length() << 1 | (wide ? 1 : 0), true);
    if (wide) {
      out.writeChars(text.toCharArray(), 0, text.length());
    } else {
      out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  void writeBytes(byte[] bytes) {
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }
}
