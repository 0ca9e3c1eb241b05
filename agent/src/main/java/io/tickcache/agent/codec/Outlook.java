package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of the answers of a method before the first one, from its declared type: how
 * callers will get them, and whether they can go to L2. The class of each answer has the last word.
 * Immutable.
 */
public final class Outlook {

  private final @Nullable String refusal;
  private final String handOut;
  private final String remote;
  private final List<String> exceptions;

  private Outlook(
      @Nullable String refusal, String handOut, String remote, List<String> exceptions) {
    this.refusal = refusal;
    this.handOut = handOut;
    this.remote = remote;
    this.exceptions = Collections.unmodifiableList(new ArrayList<>(exceptions));
  }

  static Outlook of(
      Class<?> type, HandOutPolicy policy, ImmutabilityProof proof, DeclaredParts parts) {
    boolean kept = policy == HandOutPolicy.SHARE || !parts.rootRefused();
    String refusal = kept ? null : parts.refused().get(0);
    return new Outlook(
        refusal,
        refusal == null ? handOut(type, policy, proof) : "refused: " + refusal,
        remote(parts),
        parts.rootRefused() ? Collections.<String>emptyList() : parts.refused());
  }

  /** Why no answer can ever be kept, as a sentence without its end, or null. */
  public @Nullable String refusal() {
    return refusal;
  }

  /** How callers get an answer, in words. */
  public String handOut() {
    return handOut;
  }

  /** Whether answers can go to L2, in words. */
  public String remote() {
    return remote;
  }

  /** Parts of an answer that can't be kept; where one is present, the answer is refused. */
  public List<String> exceptions() {
    return exceptions;
  }

  private static String handOut(Class<?> type, HandOutPolicy policy, ImmutabilityProof proof) {
    switch (policy) {
      case SHARE:
        return "shared, as the rule says";
      case COPY:
        return "copied for each caller, as the rule says";
      case AUTO:
        return handOut(type, proof);
    }
    throw new AssertionError(policy);
  }

  private static String handOut(Class<?> type, ImmutabilityProof proof) {
    if (type.isArray()) {
      return "copied for each caller; an array can be changed";
    }
    boolean open = type == Object.class || Modifier.isAbstract(type.getModifiers());
    if (open && !type.isEnum()) {
      return "shared where nothing can change them, else copied; their classes decide";
    }
    switch (proof.of(type)) {
      case ALWAYS:
        return "shared; nothing can change them";
      case DEPENDS:
        return "shared where nothing can change their parts, else copied";
      case NEVER:
        return "copied for each caller" + change(type);
    }
    throw new AssertionError(type);
  }

  /** The first field that can be given another value. */
  private static String change(Class<?> type) {
    for (Class<?> part = type; part != null && !JdkClasses.contains(part); ) {
      for (Field field : DeclaredStructure.instanceFields(part)) {
        if (!Modifier.isFinal(field.getModifiers())) {
          return "; their `" + field.getName() + "` can be changed";
        }
      }
      part = part.getSuperclass();
    }
    return "";
  }

  private static String remote(DeclaredParts parts) {
    if (parts.rootRefused()) {
      return "no: " + parts.refused().get(0);
    }
    if (parts.open().isEmpty()) {
      return "yes";
    }
    return "yes; what stands for `"
        + String.join("`, `", parts.open())
        + "` is read once this process has seen one of its class";
  }
}
