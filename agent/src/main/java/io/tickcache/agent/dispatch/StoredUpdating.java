package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.cache.Update;
import io.tickcache.agent.key.KeyPlan;
import java.util.ArrayList;
import java.util.Map;

/** A newer answer that is stored in both tiers. */
final class StoredUpdating extends Updating {

  private final Update update;

  StoredUpdating(RuleInForce force, Object symbol) {
    super(force, symbol);
    this.update = force.cache().update(KeyPlan.text(symbol));
  }

  @Override
  void invalidate() {
    update.invalidate();
  }

  @Override
  void store(Site asked, Map<Object, Question> questions, Object value) {
    try {
      update.complete(new ArrayList<>(questions.values()), value);
    } catch (UnkeepableValueException unkeepable) {
      asked.tell("update", unkeepable.getMessage() + "; the update only invalidated");
      update.invalidate();
    } catch (UnencodableValueException unencodable) {
      asked.keepInProcess(String.valueOf(unencodable.getMessage()));
    }
  }
}
