package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: at one server, where Sentinels say that the master is, or spread over a cluster.
 */
public final class RedisLocation extends Value {
  private final Topology topology;
  private final List<HostPort> hosts;
  private final @Nullable String master;
  private final int database;

  private RedisLocation(
      Topology topology, List<HostPort> hosts, @Nullable String master, int database) {
    this.topology = topology;
    this.hosts = Collections.unmodifiableList(new ArrayList<>(hosts));
    this.master = master;
    this.database = database;
  }

  public static RedisLocation standalone(HostPort server, int database) {
    return new RedisLocation(
        Topology.STANDALONE, Collections.singletonList(server), null, database);
  }

  /** The master of that name, as any of the Sentinels knows it. */
  public static RedisLocation sentinel(List<HostPort> sentinels, String master, int database) {
    return new RedisLocation(Topology.SENTINEL, sentinels, master, database);
  }

  /** A cluster, of which any of these nodes knows the others. */
  public static RedisLocation cluster(List<HostPort> nodes) {
    return new RedisLocation(Topology.CLUSTER, nodes, null, 0);
  }

  public Topology topology() {
    return topology;
  }

  /** The server, the Sentinels, or some nodes of the cluster. */
  public List<HostPort> hosts() {
    return hosts;
  }

  /** The name that Sentinels know the master by; null without Sentinels. */
  public @Nullable String master() {
    return master;
  }

  public int database() {
    return database;
  }

  /** Hosts, and where they are said the database and the master's name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (HostPort host : hosts) {
      text.append(text.length() == 0 ? "" : ",").append(host);
    }
    if (database != 0) {
      text.append('/').append(database);
    }
    return master == null ? text.toString() : text + "#" + master;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(topology, hosts, master, database);
  }

  /** How the servers of one Redis work together. */
  public enum Topology {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }
}
