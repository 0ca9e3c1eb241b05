package io.tickcache.agent.key;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be known of a method before its class is loaded: the types that paths start from. */
public final class MethodShape {

  private final @Nullable PropertyType receiver;
  private final List<PropertyType> parameters;
  private final @Nullable PropertyType result;

  /**
   * @param receiver null for a static method
   * @param result null for a method that returns nothing
   */
  public MethodShape(
      @Nullable PropertyType receiver,
      List<PropertyType> parameters,
      @Nullable PropertyType result) {
    this.receiver = receiver;
    this.result = result;
    this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  boolean isStatic() {
    return receiver == null;
  }

  @Nullable PropertyType receiver() {
    return receiver;
  }

  List<PropertyType> parameters() {
    return parameters;
  }

  @Nullable PropertyType result() {
    return result;
  }
}
