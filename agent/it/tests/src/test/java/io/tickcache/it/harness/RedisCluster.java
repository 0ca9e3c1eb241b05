package io.tickcache.it.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Three masters that share the slots, and a replica of each. */
public final class RedisCluster implements AutoCloseable {

  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final int MOST_KEYS = 10_000;

  private final List<RedisServer> nodes = new ArrayList<>();

  private RedisCluster() {}

  /** Returns when all slots are served and each replica follows its master. */
  public static RedisCluster started() throws IOException {
    RedisCluster cluster = new RedisCluster();
    for (int i = 0; i < 2 * MASTERS; i++) {
      RedisServer node =
          RedisServer.prepared(
              "--cluster-enabled",
              "yes",
              "--cluster-node-timeout",
              "1000",
              "--cluster-port",
              Integer.toString(FreePorts.next()),
              "--cluster-config-file",
              "nodes.conf");
      cluster.nodes.add(node);
      node.start();
    }
    cluster.meet();
    cluster.share();
    cluster.replicate();
    return cluster;
  }

  private void meet() throws IOException {
    RedisServer first = nodes.get(0);
    first.command("CLUSTER", "SET-CONFIG-EPOCH", "1");
    for (int i = 1; i < nodes.size(); i++) {
      RedisServer node = nodes.get(i);
      node.command("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      node.command(
          "CLUSTER",
          "MEET",
          "127.0.0.1",
          Integer.toString(first.port()),
          (String) ((List<?>) first.command("CONFIG", "GET", "cluster-port")).get(1));
    }
    AgentJvm.awaiting("nodes that know each other")
        .until(
            () -> {
              for (RedisServer node : nodes) {
                if (view(node).size() < nodes.size()
                    || !text(node, "NODES").contains("connected")) {
                  return false;
                }
              }
              return true;
            });
  }

  private void share() throws IOException {
    for (int i = 0; i < MASTERS; i++) {
      nodes
          .get(i)
          .command(
              "CLUSTER",
              "ADDSLOTSRANGE",
              Integer.toString(i * SLOTS / MASTERS),
              Integer.toString((i + 1) * SLOTS / MASTERS - 1));
    }
  }

  private void replicate() {
    for (int i = 0; i < MASTERS; i++) {
      RedisServer replica = nodes.get(MASTERS + i);
      RedisServer master = nodes.get(i);
      AgentJvm.awaiting("a replica")
          .ignoreExceptions()
          .until(() -> replica.command("CLUSTER", "REPLICATE", id(master)).equals("OK"));
    }
    awaitWhole();
  }

  /** Waits until all slots are served, in every node's view, and each running replica follows. */
  public void awaitWhole() {
    AgentJvm.awaiting("a whole cluster")
        .until(
            () -> {
              for (RedisServer node : nodes) {
                if (node.isRunning()
                    && (!text(node, "INFO").contains("cluster_state:ok")
                        || ((String) node.command("INFO", "replication"))
                            .contains("master_link_status:down"))) {
                  return false;
                }
              }
              return true;
            });
  }

  /** A list of addresses, as the rules file takes it. */
  public String uri() {
    return "[redis://127.0.0.1:"
        + nodes.get(0).port()
        + ", redis://127.0.0.1:"
        + nodes.get(4).port()
        + "]";
  }

  public List<RedisServer> nodes() {
    return nodes;
  }

  /** Those that serve slots now. */
  public List<RedisServer> masters() throws IOException {
    List<RedisServer> masters = new ArrayList<>();
    for (RedisServer node : nodes) {
      if (node.isRunning()
          && ((String) node.command("INFO", "replication")).contains("role:master")) {
        masters.add(node);
      }
    }
    return masters;
  }

  /** One that follows the master now. */
  public RedisServer replicaOf(RedisServer master) throws IOException {
    for (RedisServer node : nodes) {
      if (node.isRunning()
          && ((String) node.command("INFO", "replication"))
              .contains("master_port:" + master.port())) {
        return node;
      }
    }
    throw new IllegalStateException("no replica of " + master.port());
  }

  /** The master whose slots the key falls into. */
  public RedisServer masterOf(String key) throws IOException {
    long slot = (Long) nodes.get(0).command("CLUSTER", "KEYSLOT", key);
    for (Object range : (List<?>) masters().get(0).command("CLUSTER", "SLOTS")) {
      List<?> parts = (List<?>) range;
      if (slot >= (Long) parts.get(0) && slot <= (Long) parts.get(1)) {
        long port = (Long) ((List<?>) parts.get(2)).get(1);
        return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
      }
    }
    throw new IllegalStateException("nobody serves slot " + slot);
  }

  /** Moves the slot of a key to another master, key by key, as operators' tools do. */
  public void move(String key, RedisServer target) throws IOException {
    RedisServer source = masterOf(key);
    String slot = source.command("CLUSTER", "KEYSLOT", key).toString();
    target.command("CLUSTER", "SETSLOT", slot, "IMPORTING", id(source));
    source.command("CLUSTER", "SETSLOT", slot, "MIGRATING", id(target));
    for (int moved = 1; moved > 0; ) {
      List<?> keys =
          (List<?>) source.command("CLUSTER", "GETKEYSINSLOT", slot, Integer.toString(MOST_KEYS));
      moved = keys.size();
      for (Object each : keys) {
        String port = Integer.toString(target.port());
        source.command("MIGRATE", "127.0.0.1", port, (String) each, "0", "5000", "REPLACE");
      }
    }
    target.command("CLUSTER", "SETSLOT", slot, "NODE", id(target));
    source.command("CLUSTER", "SETSLOT", slot, "NODE", id(target));
  }

  public String id(RedisServer node) throws IOException {
    return (String) node.command("CLUSTER", "MYID");
  }

  private static List<String> view(RedisServer node) throws IOException {
    return List.of(text(node, "NODES").split("\n"));
  }

  private static String text(RedisServer node, String about) throws IOException {
    return (String) node.command("CLUSTER", about);
  }

  @Override
  public void close() throws IOException {
    for (RedisServer node : nodes) {
      node.close();
    }
  }
}
