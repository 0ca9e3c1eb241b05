package io.tickcache.it.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A master, a replica, and three Sentinels that have the replica promoted when the master is gone.
 */
public final class SentinelSetup implements AutoCloseable {

  public static final String MASTER = "main";

  private final RedisServer first;
  private final RedisServer second;
  private final List<RedisServer> sentinels;

  private SentinelSetup(RedisServer first, RedisServer second, List<RedisServer> sentinels) {
    this.first = first;
    this.second = second;
    this.sentinels = sentinels;
  }

  /** Returns when a failover could succeed. */
  public static SentinelSetup started() throws IOException {
    RedisServer master = RedisServer.started();
    RedisServer replica =
        RedisServer.prepared("--replicaof", "127.0.0.1", Integer.toString(master.port()));
    replica.start();
    List<RedisServer> sentinels = new ArrayList<>();
    SentinelSetup setup = new SentinelSetup(master, replica, sentinels);
    AgentJvm.awaiting("the replica").until(() -> master.info("connected_slaves") == 1);
    for (int i = 0; i < 3; i++) {
      RedisServer sentinel = RedisServer.preparedSentinel(configuration(master));
      sentinels.add(sentinel);
      sentinel.start();
    }
    AgentJvm.awaiting("Sentinels that know each other").until(setup::knowEachOther);
    return setup;
  }

  private static String configuration(RedisServer master) {
    return String.join(
        "\n",
        "sentinel monitor " + MASTER + " 127.0.0.1 " + master.port() + " 2",
        "sentinel down-after-milliseconds " + MASTER + " 1000",
        "sentinel failover-timeout " + MASTER + " 5000",
        "");
  }

  private boolean knowEachOther() throws IOException {
    for (RedisServer sentinel : sentinels) {
      List<?> state = (List<?>) sentinel.command("SENTINEL", "MASTER", MASTER);
      if (!value(state, "num-slaves").equals("1")
          || !value(state, "num-other-sentinels").equals("2")) {
        return false;
      }
    }
    return true;
  }

  private static String value(List<?> namesAndValues, String name) {
    return (String) namesAndValues.get(namesAndValues.indexOf(name) + 1);
  }

  public String uri() {
    return "redis-sentinel://" + addresses() + "#" + MASTER;
  }

  private String addresses() {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(","));
  }

  /** The server that most of the Sentinels take for the master. */
  public RedisServer master() throws IOException {
    int votes = 0;
    for (RedisServer sentinel : sentinels) {
      List<?> address = (List<?>) sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER);
      votes += address.get(1).equals(Integer.toString(second.port())) ? 1 : 0;
    }
    return votes > 1 ? second : first;
  }

  /** The other server. */
  public RedisServer replica() throws IOException {
    return master() == first ? second : first;
  }

  @Override
  public void close() throws IOException {
    for (RedisServer sentinel : sentinels) {
      sentinel.close();
    }
    second.close();
    first.close();
  }
}
