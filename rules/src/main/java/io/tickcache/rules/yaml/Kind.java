package io.tickcache.rules.yaml;

/** What the text of a setting can be, such as a duration. */
abstract class Kind<T> {
  /** The value that the text stands for, or the reason why there is none. */
  abstract T read(Scalar scalar) throws Unfit;
}
