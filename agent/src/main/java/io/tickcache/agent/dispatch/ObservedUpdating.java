package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.ObservedUpdate;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.key.KeyPlan;
import java.util.ArrayList;
import java.util.Map;

/** A newer answer that a cache would store. */
final class ObservedUpdating extends Updating {

  private final ObservedUpdate update;

  ObservedUpdating(RuleInForce force, Object symbol) {
    super(force, symbol);
    this.update = force.observation().update(KeyPlan.text(symbol));
  }

  @Override
  void invalidate() {
    update.invalidate();
  }

  @Override
  void store(Site asked, Map<Object, Question> questions, Object value) {
    long[] hashes = new long[questions.size()];
    int i = 0;
    for (Object key : questions.keySet()) {
      hashes[i++] = KeyPlan.hashOf(key);
    }
    update.complete(new ArrayList<>(questions.values()), Ages.isNegative(value), hashes);
  }
}
