package io.tickcache.rules.yaml;

/** The words of a setting that is there or not. */
enum Switch {
  ON,
  OFF
}
