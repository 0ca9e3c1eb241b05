package io.tickcache.rules.yaml;

import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one address says: how to speak, where, and as whom. */
final class RedisAddress {
  private final Scheme scheme;
  private final RedisLocation location;
  private final @Nullable String username;
  private final @Nullable String password;

  RedisAddress(
      Scheme scheme, RedisLocation location, @Nullable String username, @Nullable String password) {
    this.scheme = scheme;
    this.location = location;
    this.username = username;
    this.password = password;
  }

  /** The same way to speak, and the same user, for a cluster of these nodes. */
  RedisAddress ofCluster(List<HostPort> nodes) {
    return new RedisAddress(scheme, RedisLocation.cluster(nodes), username, password);
  }

  Scheme scheme() {
    return scheme;
  }

  RedisLocation location() {
    return location;
  }

  @Nullable String username() {
    return username;
  }

  @Nullable String password() {
    return password;
  }

  /** What an address starts with. */
  enum Scheme {
    REDIS("redis://", 6379, false),
    REDISS("rediss://", 6379, true),
    SENTINEL("redis-sentinel://", 26379, false),
    SENTINEL_TLS("rediss-sentinel://", 26379, true);

    final String text;
    final int defaultPort;
    final boolean tls;

    Scheme(String text, int defaultPort, boolean tls) {
      this.text = text;
      this.defaultPort = defaultPort;
      this.tls = tls;
    }

    boolean namesSentinels() {
      return this == SENTINEL || this == SENTINEL_TLS;
    }
  }
}
