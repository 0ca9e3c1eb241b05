package io.tickcache.agent.instrument;

import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import java.lang.ref.WeakReference;
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
  @Nullable BatchPlan batch;

  /** Whether it returns the promise of an answer. */
  boolean future;

  /** Where its calls have what their callback is called on, if that is said. */
  @Nullable CallPath executor;

  MethodBinding(MethodDescription.InDefinedShape method) {
    this.method = method;
  }

  boolean isSynchronized() {
    return method.isSynchronized();
  }

  /** The key in words; empty where the method isn't answered. */
  List<String> keyInWords() {
    return BoundMethod.inWords(key, batch);
  }

  /** Takes back that it is answered. */
  void leave() {
    answering = null;
    key = null;
    batch = null;
    future = false;
    executor = null;
  }

  boolean isEmpty() {
    return answering == null && invalidations.isEmpty();
  }

  BoundMethod boundIn(ClassLoader loader) {
    return new BoundMethod(
        toString(),
        new WeakReference<>(loader),
        method.getDeclaringType().asErasure().getName(),
        method.getInternalName(),
        method.getDescriptor(),
        method.isStatic(),
        answering == null ? null : answering.rule(),
        key,
        batch,
        future,
        executor,
        invalidations);
  }

  /** The method with its class, as a person would write it. */
  @Override
  public String toString() {
    return method.getDeclaringType().asErasure().getName() + "." + Hierarchy.signature(method);
  }
}
