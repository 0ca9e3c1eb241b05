package io.tickcache.agent.codec;

import io.tickcache.agent.classes.ByClass;

/**
 * The shapes of all classes that one codec has met, each remembered with its class: a client that
 * several applications share meets classes that don't live as long as itself. Thread-safe; refuses
 * what can't be done right.
 */
final class Shapes {
  private final AllowList allowList;

  private final ByClass<Shape> ofApplication =
      new ByClass<Shape>() {
        @Override
        protected Shape make(Class<?> type) {
          Shape made = shape(type);
          allowList.learn(made.type());
          return made;
        }
      };

  /** What is met in values of the client is learned by {@code allowList}. */
  Shapes(AllowList allowList) {
    this.allowList = allowList;
  }

  Shape of(Class<?> type) {
    Shape known = JdkShapes.byClass(type);
    return known == null ? ofApplication.of(type) : known;
  }

  private static Shape shape(Class<?> type) {
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
