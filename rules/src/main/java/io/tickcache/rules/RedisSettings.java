package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the shared cache is and how long it may keep anyone waiting. */
public final class RedisSettings extends Value {
  private final RedisLocation location;
  private final @Nullable TlsSettings tls;
  private final @Nullable String username;
  private final @Nullable String password;
  private final @Nullable String sentinelUsername;
  private final @Nullable String sentinelPassword;
  private final String namespace;
  private final Duration timeout;
  private final Duration connectTimeout;
  private final BreakerSettings breaker;

  private RedisSettings(Builder builder) {
    this.location = builder.location;
    this.tls = builder.tls;
    this.username = builder.username;
    this.password = builder.password;
    this.sentinelUsername = builder.sentinelUsername;
    this.sentinelPassword = builder.sentinelPassword;
    this.namespace = builder.namespace;
    this.timeout = builder.timeout;
    this.connectTimeout = builder.connectTimeout;
    this.breaker = builder.breaker;
  }

  public static Builder builder(RedisLocation location) {
    return new Builder(location);
  }

  public RedisLocation location() {
    return location;
  }

  /** How TLS is used; null where it is not. */
  public @Nullable TlsSettings tls() {
    return tls;
  }

  public @Nullable String username() {
    return username;
  }

  public @Nullable String password() {
    return password;
  }

  public @Nullable String sentinelUsername() {
    return sentinelUsername;
  }

  public @Nullable String sentinelPassword() {
    return sentinelPassword;
  }

  /** The prefix of every key and channel. */
  public String namespace() {
    return namespace;
  }

  /** The longest an application thread waits for Redis. */
  public Duration timeout() {
    return timeout;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public BreakerSettings breaker() {
    return breaker;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(
        location,
        tls,
        username,
        password,
        sentinelUsername,
        sentinelPassword,
        namespace,
        timeout,
        connectTimeout,
        breaker);
  }

  /** The address without credentials, and the namespace. */
  @Override
  public String toString() {
    boolean sentinel = location.topology() == RedisLocation.Topology.SENTINEL;
    String scheme = (tls == null ? "redis" : "rediss") + (sentinel ? "-sentinel" : "");
    return scheme + "://" + location + " (namespace " + namespace + ")";
  }

  /** Collects Redis settings, starting from the defaults. */
  public static final class Builder {
    private final RedisLocation location;
    private @Nullable TlsSettings tls;
    private @Nullable String username;
    private @Nullable String password;
    private @Nullable String sentinelUsername;
    private @Nullable String sentinelPassword;
    private String namespace = "default";
    private Duration timeout = Duration.ofMillis(20);
    private Duration connectTimeout = Duration.ofSeconds(1);
    private BreakerSettings breaker = BreakerSettings.defaults();

    private Builder(RedisLocation location) {
      this.location = location;
    }

    public Builder tls(@Nullable TlsSettings tls) {
      this.tls = tls;
      return this;
    }

    public Builder username(@Nullable String username) {
      this.username = username;
      return this;
    }

    public Builder password(@Nullable String password) {
      this.password = password;
      return this;
    }

    public Builder sentinelUsername(@Nullable String username) {
      this.sentinelUsername = username;
      return this;
    }

    public Builder sentinelPassword(@Nullable String password) {
      this.sentinelPassword = password;
      return this;
    }

    public Builder namespace(String namespace) {
      this.namespace = namespace;
      return this;
    }

    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = connectTimeout;
      return this;
    }

    public Builder breaker(BreakerSettings breaker) {
      this.breaker = breaker;
      return this;
    }

    public RedisSettings build() {
      return new RedisSettings(this);
    }
  }
}
