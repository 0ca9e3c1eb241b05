package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.bootstrap.gate.CallHandler;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Has the calls of one site answered by another handler, but for a sample of those that it has an
 * answer for: they go upstream all the same, on their caller's own thread, who gets what the
 * upstream says, and what he would have got is held against that. Thread-safe.
 */
final class VerifyingHandler extends CallHandler {

  private final Site site;
  private final KeyPlan keys;
  private final CallHandler answers;
  private final Delivery delivery;
  private final double share;
  private final Comparisons comparisons;

  /**
   * @param answers the calls, checked or not
   * @param share of the answers that are checked, from 0 to 1
   */
  VerifyingHandler(
      Site site,
      KeyPlan keys,
      CallHandler answers,
      Delivery delivery,
      double share,
      Comparisons comparisons) {
    this.site = site;
    this.keys = keys;
    this.answers = answers;
    this.delivery = delivery;
    this.share = share;
    this.comparisons = comparisons;
  }

  @Override
  public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    Object outcome = answers.enter(self, arguments);
    return outcome instanceof Served && picks()
        ? checked((Served) outcome, self, arguments)
        : outcome;
  }

  @Override
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    Object outcome = answers.enterOne(self, argument);
    return outcome instanceof Served && picks()
        ? checked((Served) outcome, self, new Object[] {argument})
        : outcome;
  }

  @Override
  public @Nullable Object enterTwo(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    Object outcome = answers.enterTwo(self, first, second);
    return outcome instanceof Served && picks()
        ? checked((Served) outcome, self, new Object[] {first, second})
        : outcome;
  }

  private boolean picks() {
    return ThreadLocalRandom.current().nextDouble() < share;
  }

  /** The ticket of a call that goes upstream to be compared; the answer itself if it can't. */
  private Object checked(Served answer, @Nullable Object self, @Nullable Object[] arguments) {
    try {
      UpstreamCall outer = site.underWay().here();
      Scope scope = site.admit(self, outer);
      Object key =
          scope == null
              ? null
              : keys.key(site.keyScope(scope, self), site.isPlain(scope), self, arguments);
      Entry entry = key == null ? null : site.cache().present(key);
      if (scope == null || key == null || entry == null || entry.isStale()) {
        return answer;
      }
      Shadowing shadowing =
          new Shadowing(site, new Parts.Whole(site, scope.values()), true, comparisons);
      shadowing.hit(0, entry, false);
      CallArguments asked = new CallArguments(keys, key, self, arguments);
      return WatchedCall.begin(shadowing, outer, asked, delivery).orElse(() -> answer);
    } catch (Throwable failure) {
      site.faulted(failure);
      return answer;
    }
  }
}
