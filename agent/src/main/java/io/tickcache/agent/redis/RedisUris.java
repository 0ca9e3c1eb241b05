package io.tickcache.agent.redis;

import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StaticCredentialsProvider;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.TlsSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in Lettuce's words where Redis is. Connections have a name that operators see in {@code
 * CLIENT LIST}, and say nothing of the library, which would take a right more.
 */
final class RedisUris {

  private static final String CLIENT_NAME = "tickcache";
  private static final String UNSAID = "";

  private final RedisSettings settings;

  RedisUris(RedisSettings settings) {
    this.settings = settings;
  }

  /** The one server, or the Sentinels and what to ask them for. */
  RedisURI one() {
    RedisLocation location = settings.location();
    String master = location.master();
    if (master == null) {
      return data(location.hosts().get(0)).withDatabase(location.database()).build();
    }
    RedisURI.Builder uri = described(settings.username(), settings.password());
    uri.withDatabase(location.database()).withSentinelMasterId(master);
    for (HostPort sentinel : location.hosts()) {
      uri.withSentinel(
          described(settings.sentinelUsername(), settings.sentinelPassword())
              .withHost(sentinel.host())
              .withPort(sentinel.port())
              .build());
    }
    return uri.build();
  }

  /** The nodes of a cluster that the rules name. */
  List<RedisURI> nodes() {
    List<RedisURI> nodes = new ArrayList<>();
    for (HostPort node : settings.location().hosts()) {
      nodes.add(data(node).build());
    }
    return nodes;
  }

  private RedisURI.Builder data(HostPort server) {
    return described(settings.username(), settings.password())
        .withHost(server.host())
        .withPort(server.port());
  }

  private RedisURI.Builder described(@Nullable String username, @Nullable String password) {
    TlsSettings tls = settings.tls();
    RedisURI.Builder uri =
        RedisURI.builder()
            .withTimeout(settings.connectTimeout())
            .withClientName(CLIENT_NAME)
            .withLibraryName(UNSAID)
            .withLibraryVersion(UNSAID)
            .withSsl(tls != null)
            .withVerifyPeer(
                tls != null && tls.verify() == TlsSettings.Verify.CA
                    ? SslVerifyMode.CA
                    : SslVerifyMode.FULL);
    return password == null ? uri : uri.withAuthentication(credentials(username, password));
  }

  private static RedisCredentialsProvider credentials(@Nullable String username, String password) {
    return new StaticCredentialsProvider(username, password.toCharArray());
  }
}
