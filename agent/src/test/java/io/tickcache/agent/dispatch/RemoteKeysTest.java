package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.Lease;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a question is called in L2, where processes with other rules and receivers ask too. */
class RemoteKeysTest {

  private final Asked asked = new Asked();
  @RegisterExtension private final World world = new World(asked);

  private void ask(Rule.Builder rule, Object... arguments) throws Throwable {
    Calls.call(
        world.client(Depths.class, rule.symbol(ValuePath.parse("arg0")).build()),
        "depth",
        arguments);
  }

  private static Rule.Builder depths(String name) {
    return rule(name, Depths.class, "depth");
  }

  private static List<ValuePath> paths(String path) {
    return List.of(ValuePath.parse(path));
  }

  @Test
  void theKeyNamesCacheSymbolClassMethodAndShape() throws Throwable {
    ask(depths("depths"), "AAPL", 1, 2);

    assertThat(asked.keys).hasSize(1);
    RemoteKey key = asked.keys.get(0);
    assertThat(key.cache()).isEqualTo("depths");
    assertThat(key.symbol()).isEqualTo("AAPL");
    assertThat(key.variant())
        .startsWith(Depths.class.getName() + "#depth(Ljava/lang/String;II)Ljava/lang/String;@")
        .endsWith("?arg0,arg1,arg2=,Integer:1,Integer:2");
  }

  @Test
  void answersOfSingleReceiversStayInTheProcess() throws Throwable {
    ask(depths("depths").receiver(Receiver.of(Receiver.Kind.INSTANCE)), "AAPL", 1, 2);

    assertThat(asked.keys).isEmpty();
  }

  @Test
  void rulesThatReadDifferentPartsOfACallDoNotMeetInL2() throws Throwable {
    World other = new World(asked);
    ask(depths("depths").key(paths("arg1")).ignore(paths("arg2")), "AAPL", 7, 0);
    Rule changed =
        depths("depths")
            .symbol(ValuePath.parse("arg0"))
            .key(paths("arg2"))
            .ignore(paths("arg1"))
            .build();
    Calls.call(other.client(Depths.class, changed), "depth", "AAPL", 0, 7);
    other.afterEach(null);

    assertThat(asked.keys).extracting(RemoteKey::toString).doesNotHaveDuplicates().hasSize(2);
  }

  static class Depths {
    String depth(String symbol, int levels, int page) {
      return symbol + levels + page;
    }
  }

  /** An L2 that knows nothing and notes what it is asked. */
  private static final class Asked implements RemoteCache {
    private final List<RemoteKey> keys = new ArrayList<>();

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
      keys.add(key);
      return Reading.UNAVAILABLE;
    }

    @Override
    public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {}

    @Override
    public void renew(RemoteKey key, Lease lease, long leaseMillis) {}

    @Override
    public void release(RemoteKey key, Lease lease) {}

    @Override
    public void drop(RemoteKey key) {}

    @Override
    public void invalidate(String cache, String symbol) {}
  }
}
