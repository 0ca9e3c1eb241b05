package io.tickcache.agent.codec;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Copies one object graph in memory. */
final class GraphCopier extends GraphAssembly {
  /** Of most answers one object or a few need a copy; a table grows where there are more. */
  private static final int FEW = 4;

  private final Shapes shapes;
  private final @Nullable ImmutabilityProof proof;
  private @Nullable Object first;
  private @Nullable Piece firstPiece;
  private @Nullable IdentityHashMap<Object, Piece> further;

  /** With a proof, objects of classes that are always immutable are shared by original and copy. */
  GraphCopier(Shapes shapes, @Nullable ImmutabilityProof proof) {
    this.shapes = shapes;
    this.proof = proof;
  }

  @Override
  @Nullable Object next(@Nullable Object original) {
    return original == null ? null : copy(original);
  }

  /** Whether an object is its own copy, for a copier of these. */
  static boolean shares(Object original, Shapes shapes, @Nullable ImmutabilityProof proof) {
    return isImmutable(original, proof) || shapes.of(original.getClass()).shares(original);
  }

  private static boolean isImmutable(Object original, @Nullable ImmutabilityProof proof) {
    return proof != null && proof.alwaysHolds(original.getClass());
  }

  Object copy(Object original) {
    if (isImmutable(original, proof)) {
      return original;
    }
    Shape shape = shapes.of(original.getClass());
    if (shape.shares(original)) {
      return original;
    }
    Piece known = piece(original);
    return known == null ? assemble(shape, original, newPiece(original)) : refer(known);
  }

  private @Nullable Piece piece(Object original) {
    if (original == first) {
      return firstPiece;
    }
    return further == null ? null : further.get(original);
  }

  private Piece newPiece(Object original) {
    Piece piece = new Piece();
    if (first == null) {
      first = original;
      firstPiece = piece;
    } else {
      further = further == null ? new IdentityHashMap<>(FEW) : further;
      further.put(original, piece);
    }
    return piece;
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
