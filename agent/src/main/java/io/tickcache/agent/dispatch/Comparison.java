package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.UnkeepableValueException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the cache's and the upstream's to the same question. Immutable. */
final class Comparison {

  private final WouldBe wouldBe;
  private final boolean wouldBeNull;
  private final @Nullable Kept upstream;
  private final boolean upstreamNull;

  /**
   * @param wouldBeNull whether that is a null which the client names, not what it leaves out
   * @param upstreamNull the same of the upstream's
   */
  Comparison(WouldBe wouldBe, boolean wouldBeNull, @Nullable Kept upstream, boolean upstreamNull) {
    this.wouldBe = wouldBe;
    this.wouldBeNull = wouldBeNull;
    this.upstream = upstream;
    this.upstreamNull = upstreamNull;
  }

  /** The fields that differ; none if the answers are alike. */
  List<String> differences() throws UnkeepableValueException {
    Object would = wouldBe.entry().held();
    Object says = upstream == null ? null : upstream.held();
    return would == null && says == null && wouldBeNull != upstreamNull
        ? Collections.singletonList("return")
        : wouldBe.values().differences(would, says);
  }

  long ageNanos() {
    return wouldBe.ageNanos();
  }
}
