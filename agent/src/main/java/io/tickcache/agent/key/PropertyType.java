package io.tickcache.agent.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declared type of a value, as far as a path can be followed through it before any class is
 * loaded. Immutable.
 */
public interface PropertyType {

  /** The binary name. */
  String name();

  /** False if a value of it surely can't be part of a key as a whole. */
  boolean keyable();

  /** Whether a value of it holds others, so that a path to many goes on with each of them. */
  boolean many();

  /** How much its declaration tells of the properties that a value has. */
  Knowledge knowledge();

  /** The type of a property, or null if there is none of this name. */
  @Nullable PropertyType property(String name);

  /** The names of what can be read of a value, in alphabetical order. */
  List<String> properties();

  /** Says which properties a value of a declared type can have. */
  enum Knowledge {
    /** Those of the type and no others. */
    ALL,
    /** Those of the type, unless it is of a subclass that adds some. */
    LIKELY,
    /** Any: the type is made to be extended, or is a map. */
    NOTHING
  }
}
