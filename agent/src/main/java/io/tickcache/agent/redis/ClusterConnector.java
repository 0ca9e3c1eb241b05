package io.tickcache.agent.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to a cluster. They follow it: what is lost reconnects by itself, and redirects,
 * lost connections and unknown nodes have the client look at once where the slots are. Everything
 * is read from masters.
 */
final class ClusterConnector extends RedisConnector {

  static final Delay RECONNECT_DELAY =
      Delay.exponential(Duration.ofMillis(20), Duration.ofMillis(500), 2, TimeUnit.MILLISECONDS);

  /** For what no redirect and no lost connection tells of, such as a replica that is new. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** A failover is noticed many times over; more often is of no use to anyone. */
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(250);

  private final RedisClusterClient client;
  private final ClientResources resources;
  private final Duration longest;
  private boolean known;

  ClusterConnector(RedisSettings settings, ClientResources resources) {
    this.resources = resources;
    client = RedisClusterClient.create(resources, new RedisUris(settings).nodes());
    longest = settings.connectTimeout();
    ClusterClientOptions.Builder options =
        ClusterClientOptions.builder()
            .validateClusterNodeMembership(false)
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .adaptiveRefreshTriggersTimeout(LOOK_AGAIN_AFTER)
                    .refreshTriggersReconnectAttempts(1)
                    .enablePeriodicRefresh(LOOK_EVERY)
                    .build());
    apply(settings, options);
    client.setOptions(options.build());
  }

  /** What the client knows of the cluster may be why the last link was lost. */
  @Override
  RedisLink connect(Ticker ticker) {
    if (known) {
      client.refreshPartitions();
    }
    known = true;
    StatefulRedisClusterConnection<byte[], byte[]> connection =
        client.connect(ByteArrayCodec.INSTANCE);
    openMasters(connection);
    return new RedisLink(connection, connection.async(), true, ticker);
  }

  @Override
  void close() {
    close(client, resources);
  }

  @Override
  Subscription subscribe() {
    return new Subscription(client.connectPubSub(StringCodec.UTF8));
  }

  /** Or the first command to each would be refused. A master that is down is none of our cares. */
  private void openMasters(StatefulRedisClusterConnection<byte[], byte[]> connection) {
    List<CompletableFuture<?>> opened = new ArrayList<>();
    for (RedisClusterNode node : connection.getPartitions()) {
      if (node.is(RedisClusterNode.NodeFlag.UPSTREAM) && !node.hasNoSlots()) {
        opened.add(
            connection
                .getConnectionAsync(node.getUri().getHost(), node.getUri().getPort())
                .handle((open, failure) -> open));
      }
    }
    LettuceFutures.awaitAll(longest, opened.toArray(new CompletableFuture<?>[0]));
  }
}
