package io.tickcache.agent.codec;

import org.jspecify.annotations.Nullable;

/**
 * Where in a value something is, as people write it: {@code bids[].price}. It says fields alone,
 * neither positions nor keys of a map: of those there are any number, and they may be secrets.
 */
final class Place {
  static final String ELEMENT = "[]";
  static final String ENTRY = "{}";
  static final String SIZE = "size()";

  /** The value itself, in the word that the rules file has for it. */
  static final Place ROOT = new Place(null, "return");

  private final @Nullable Place within;
  private final String step;

  private Place(@Nullable Place within, String step) {
    this.within = within;
    this.step = step;
  }

  Place step(String further) {
    return new Place(this, further);
  }

  @Override
  public String toString() {
    if (within == null || within == ROOT) {
      return step;
    }
    boolean joined = step.equals(ELEMENT) || step.equals(ENTRY);
    return within + (joined ? "" : ".") + step;
  }
}
