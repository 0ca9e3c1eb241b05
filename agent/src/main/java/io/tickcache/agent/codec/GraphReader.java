package io.tickcache.agent.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an object graph from what {@link GraphWriter} wrote. The bytes are not trusted: each
 * element that they announce must still fit into them, so that all rooms taken together are never
 * larger than the bytes.
 */
final class GraphReader extends GraphAssembly {
  /** Most answers are one object or a few; a list grows where there are more. */
  private static final int FEW = 4;

  private final Shapes shapes;
  private final AllowList allowList;
  private final Input in;
  private final List<Piece> pieces = new ArrayList<>(FEW);
  private final List<Shape> classes = new ArrayList<>(FEW);
  private int unclaimed;

  GraphReader(Shapes shapes, AllowList allowList, byte[] bytes, int start, int length) {
    this.shapes = shapes;
    this.allowList = allowList;
    in = new Input(bytes, start, length);
    unclaimed = length;
  }

  Object readRoot() {
    Object root = next(null);
    if (root == null || in.position() != in.limit()) {
      throw new Refusal("is not the whole of the bytes");
    }
    return root;
  }

  Input in() {
    return in;
  }

  @Override
  @Nullable Object next(@Nullable Object original) {
    int token = in.readVarInt(true);
    switch (token) {
      case GraphWriter.NULL:
        return null;
      case GraphWriter.REFERENCE:
        return refer(pieces.get(in.readVarInt(true)));
      case GraphWriter.CONSTANT:
        return constant();
      default:
        return made(shape(token));
    }
  }

  private Object constant() {
    Piece piece = new Piece();
    pieces.add(piece);
    Object constant = shape(in.readVarInt(true)).constant(text());
    piece.made = constant;
    piece.open = false;
    return constant;
  }

  private Object made(Shape shape) {
    boolean tracked = shape.tracked();
    if (!tracked && shape instanceof Leaf) {
      return leaf(null, (Leaf) shape);
    }
    Piece piece = new Piece();
    if (tracked) {
      pieces.add(piece);
    }
    return assemble(shape, null, piece);
  }

  private Shape shape(int token) {
    if (token == GraphWriter.NEW_CLASS) {
      return newClass();
    }
    return token >= GraphWriter.FIRST_CLASS
        ? classes.get(token - GraphWriter.FIRST_CLASS)
        : JdkShapes.byCode(token - GraphWriter.FIRST_CODE);
  }

  private Shape newClass() {
    String name = text();
    int fingerprint = in.readInt();
    Shape shape = shapes.of(allowList.resolve(name));
    if (shape.code() != Shape.NAMED || shape.fingerprint() != fingerprint) {
      throw new Refusal("was written with another version of " + name);
    }
    classes.add(shape);
    return shape;
  }

  @Override
  @Nullable Object[] parts(@Nullable Object original, Shape shape) {
    return new Object[claim(1)];
  }

  @Override
  void primitive(InstanceField field, @Nullable Object original, Object made) {
    field.readPrimitive(in, made);
  }

  @Override
  Object leaf(@Nullable Object original, Leaf leaf) {
    return leaf.read(this);
  }

  @Override
  Class<?> enumType(@Nullable Object original, EnumContainerShape shape) {
    Shape constants = shape(in.readVarInt(true));
    if (!(constants instanceof EnumShape)) {
      throw new Refusal("is for " + constants.type().getName() + ", which is no enum");
    }
    return constants.type();
  }

  String text() {
    int header = in.readVarInt(true);
    boolean wide = (header & 1) != 0;
    int length = claim(header >>> 1, wide ? 2 : 1);
    if (wide) {
      return new String(in.readChars(length));
    }
    int start = in.position();
    in.skip(length);
    return new String(in.getBuffer(), start, length, StandardCharsets.ISO_8859_1);
  }

  byte[] bytes() {
    return in.readBytes(claim(1));
  }

  /** The announced number of elements of at least that many bytes each. */
  int claim(int bytesEach) {
    return claim(in.readVarInt(true), bytesEach);
  }

  private int claim(int count, int bytesEach) {
    if (count < 0 || (long) count * bytesEach > unclaimed) {
      throw new Refusal("announces more elements than its bytes could hold");
    }
    unclaimed -= count * bytesEach;
    return count;
  }
}
