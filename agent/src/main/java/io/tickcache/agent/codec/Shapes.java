package io.tickcache.agent.codec;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The shapes of all classes that one codec has met. Thread-safe; refuses what can't be done right.
 */
final class Shapes {
  private final AllowList allowList;
  private final ConcurrentHashMap<Class<?>, Shape> ofApplication = new ConcurrentHashMap<>();

  /** What is met in values of the client is learned by {@code allowList}. */
  Shapes(AllowList allowList) {
    this.allowList = allowList;
  }

  Shape of(Class<?> type) {
    Shape known = JdkShapes.byClass(type);
    if (known == null) {
      known = ofApplication.get(type);
    }
    if (known != null) {
      return known;
    }
    // No computeIfAbsent: making a shape may load classes, which must not happen under a lock of
    // the map.
    Shape made = make(type);
    allowList.learn(made.type());
    Shape other = ofApplication.putIfAbsent(type, made);
    return other == null ? made : other;
  }

  private static Shape make(Class<?> type) {
    if (type.isArray()) {
      return new ObjectArrayShape(type);
    }
    if (Enum.class.isAssignableFrom(type)) {
      return EnumShape.of(type);
    }
    requireLasting(type);
    requireOfApplication(type);
    if (MessageShape.isMessage(type)) {
      return new MessageShape(type);
    }
    if (GuavaShape.isOne(type)) {
      return GuavaShape.of(type);
    }
    return RecordComponents.isRecord(type) ? new RecordShape(type) : new FieldsShape(type);
  }

  /** Refuses a class whose instances are bound to a call, a thread or a resource. */
  static void requireLasting(Class<?> type) {
    String reason = TransientTypes.reason(type);
    if (reason != null) {
      throw new Refusal("is a " + type.getName() + ": " + reason);
    }
  }

  /** Refuses a class whose fields are not ours to read. */
  static void requireOfApplication(Class<?> type) {
    if (JdkClasses.contains(type)) {
      throw new Refusal(
          "is a " + type.getName() + ", a class of the JDK that can't be copied safely");
    }
  }
}
