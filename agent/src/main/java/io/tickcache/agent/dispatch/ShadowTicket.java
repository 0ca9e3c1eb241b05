package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.UnkeepableValueException;
import org.jspecify.annotations.Nullable;

/**
 * A call that the cache would have answered. What the upstream says is taken down before the caller
 * has it, and compared later; the entry stays, as it would if the call had not been made. Confined
 * to the thread of the call.
 */
final class ShadowTicket extends UpstreamCall {

  private final WouldBe wouldBe;
  private final CallArguments arguments;
  private final Comparisons comparisons;
  private final ShadowStats stats;
  private boolean mixed;

  ShadowTicket(
      Site site,
      @Nullable UpstreamCall outer,
      WouldBe wouldBe,
      CallArguments arguments,
      Comparisons comparisons) {
    super(site, outer);
    this.wouldBe = wouldBe;
    this.arguments = arguments;
    this.comparisons = comparisons;
    this.stats = site.cache().stats().shadow();
  }

  /** What contains an answer of the cache's own is not all the upstream's. */
  @Override
  void holds(long birthNanos) {
    mixed = true;
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    try {
      stats.saved(site().cache().now() - wouldBe.atNanos());
      if (failure != null) {
        stats.failed.increment();
      } else if (!isComparable() || !handOver(value)) {
        stats.uncompared.increment();
      }
    } catch (Throwable fault) {
      site().faulted(fault);
      stats.uncompared.increment();
    }
  }

  /** Whether both answers are to the same question, at the same state of things. */
  private boolean isComparable() {
    return !mixed && !wouldBe.entry().isVoid() && arguments.stillAsk();
  }

  private boolean handOver(@Nullable Object value) {
    if (!comparisons.reserve()) {
      return false;
    }
    boolean handedOver = false;
    try {
      Kept upstream = value == null ? null : wouldBe.values().snapshot(value);
      comparisons.compare(site(), stats, wouldBe, upstream);
      handedOver = true;
    } catch (UnkeepableValueException unkeepable) {
      comparisons.tellOfUncomparable(site(), unkeepable);
    } finally {
      if (!handedOver) {
        comparisons.giveBack();
      }
    }
    return handedOver;
  }
}
