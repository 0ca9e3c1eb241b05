package io.tickcache.agent.codec;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Copies one object graph in memory. */
final class GraphCopier extends GraphAssembly {
  /** Of most answers one object or a few need a copy; a table grows where there are more. */
  private static final int FEW = 4;

  private final Shapes shapes;
  private final @Nullable ImmutabilityProof proof;
  private final IdentityHashMap<Object, Piece> pieces = new IdentityHashMap<>(FEW);

  /** With a proof, objects of classes that are always immutable are shared by original and copy. */
  GraphCopier(Shapes shapes, @Nullable ImmutabilityProof proof) {
    this.shapes = shapes;
    this.proof = proof;
  }

  @Override
  @Nullable Object next(@Nullable Object original) {
    return original == null ? null : copy(original);
  }

  private boolean shares(Object original) {
    return shares(original, shapes, proof);
  }

  /** Whether an object is its own copy, for a copier of these. */
  static boolean shares(Object original, Shapes shapes, @Nullable ImmutabilityProof proof) {
    return (proof != null && proof.alwaysHolds(original.getClass()))
        || shapes.of(original.getClass()).shares(original);
  }

  Object copy(Object original) {
    if (shares(original)) {
      return original;
    }
    Shape shape = shapes.of(original.getClass());
    Piece known = pieces.get(original);
    if (known != null) {
      return refer(known);
    }
    Piece piece = new Piece();
    pieces.put(original, piece);
    return assemble(shape, original, piece);
  }

  @Override
  @Nullable Object[] parts(@Nullable Object original, Shape shape) {
    return shape.parts(present(original));
  }

  @Override
  void primitive(InstanceField field, @Nullable Object original, Object made) {
    field.copyPrimitive(present(original), made);
  }

  @Override
  Object leaf(@Nullable Object original, Leaf leaf) {
    return leaf.copyOf(present(original));
  }

  @Override
  Class<?> enumType(@Nullable Object original, EnumContainerShape shape) {
    return shape.enumTypeOf(present(original));
  }

  private static Object present(@Nullable Object original) {
    if (original == null) {
      throw new IllegalStateException("a copier was asked to copy nothing");
    }
    return original;
  }
}
