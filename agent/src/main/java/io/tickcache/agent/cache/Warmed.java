package io.tickcache.agent.cache;

import java.util.Locale;

/** What became of a symbol that was to be ready at start. */
public enum Warmed {
  /** It was in L1 already. */
  L1("here already"),
  /** L2 had it. */
  L2("from redis"),
  /** It was loaded. */
  LOADED("loaded"),
  /** Its load failed, or too many before it did. */
  FAILED("left out because loads failed"),
  /** The budget of its upstream had nothing to spare in time. */
  BUDGET("left out for want of budget"),
  /** L2 was out: loads of many processes would come upon the upstream at once. */
  L2_OUT("left out because redis was out"),
  /** The client can't be asked for such a symbol. */
  UNFIT("left out because the client can't be asked for them");

  private final String words;

  Warmed(String words) {
    this.words = words;
  }

  /** What is said of a number of symbols. */
  public String inWords() {
    return words;
  }

  /** As meters have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
