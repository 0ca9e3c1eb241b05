package io.tickcache.agent.key;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What can be known of a method before its class is loaded: its parameters and whether they can
 * tell questions apart.
 */
public final class MethodShape {

  private final boolean isStatic;
  private final List<Parameter> parameters;

  public MethodShape(boolean isStatic, List<Parameter> parameters) {
    this.isStatic = isStatic;
    this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  boolean isStatic() {
    return isStatic;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /**
   * One parameter: its declared type, whether a value of it may be part of a key as a whole, and
   * what can be read of it.
   */
  public static final class Parameter {
    private final String type;
    private final boolean keyable;
    private final List<String> properties;

    public Parameter(String type, boolean keyable, List<String> properties) {
      this.type = type;
      this.keyable = keyable;
      this.properties = Collections.unmodifiableList(new ArrayList<>(properties));
    }

    String type() {
      return type;
    }

    boolean keyable() {
      return keyable;
    }

    List<String> properties() {
      return properties;
    }
  }
}
