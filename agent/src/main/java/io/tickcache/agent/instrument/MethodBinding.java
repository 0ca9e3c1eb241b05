package io.tickcache.agent.instrument;

import io.tickcache.agent.key.KeyPlan;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one method while its class is being bound: who answers it, and what it
 * invalidates.
 */
final class MethodBinding {

  final MethodDescription.InDefinedShape method;
  final List<BoundMethod.Invalidation> invalidations = new ArrayList<>();
  @Nullable Target answering;
  @Nullable KeyPlan key;

  MethodBinding(MethodDescription.InDefinedShape method) {
    this.method = method;
  }

  boolean isEmpty() {
    return answering == null && invalidations.isEmpty();
  }

  BoundMethod boundIn(ClassLoader loader) {
    return new BoundMethod(
        loader,
        method.getDeclaringType().asErasure().getName(),
        method.getInternalName(),
        method.getDescriptor(),
        method.isStatic(),
        answering == null ? null : answering.rule(),
        key,
        invalidations);
  }
}
