package io.tickcache.agent.dispatch;

import io.tickcache.bootstrap.gate.LoadTicket;
import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/**
 * A call that asks upstream on behalf of the cache, perhaps within another one. Confined to the
 * thread of the call.
 */
abstract class UpstreamCall extends LoadTicket {

  private final Site site;
  private final @Nullable UpstreamCall outer;

  UpstreamCall(Site site, @Nullable UpstreamCall outer) {
    this.site = site;
    this.outer = outer;
  }

  Site site() {
    return site;
  }

  @Nullable UpstreamCall outer() {
    return outer;
  }

  /** Whether this load, or one that it is part of, is for the cache. */
  boolean isFor(String cache) {
    return site.rule().cache().equals(cache) || (outer != null && outer.isFor(cache));
  }

  /**
   * Says that what is being loaded contains an answer of this age, and so do the loads around it.
   */
  void contains(long birthNanos) {
    holds(birthNanos);
    if (outer != null) {
      outer.contains(birthNanos);
    }
  }

  /**
   * Ends the call, which must not go upstream now, where the rule grants an answer past its time:
   * with that. Null where it grants none, and the call goes on. Never throws.
   */
  @Nullable Served lastAnswer() {
    return null;
  }

  /**
   * What becomes of the call where nothing is to be checked: as what a handler decides, and the
   * call itself where it doesn't check. If it does, the check is over.
   */
  @Nullable Object unchecked() {
    return this;
  }

  /** The upstream is only about to be asked: the call has had to wait until now. */
  void begins() {}

  /** Says so of this load alone. */
  abstract void holds(long birthNanos);
}
