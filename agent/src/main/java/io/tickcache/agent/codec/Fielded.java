package io.tickcache.agent.codec;

import org.jspecify.annotations.Nullable;

/** What is made of named fields: an object of the application. */
interface Fielded {

  /** In a fixed order, of which nothing is promised. */
  String[] fieldNames();

  /** What the fields hold, in the order of their names, primitives in their boxes. */
  @Nullable Object[] fieldValues(Object value);
}
