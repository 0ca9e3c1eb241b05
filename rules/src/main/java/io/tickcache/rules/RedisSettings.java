package io.tickcache.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the shared cache is and how long it may keep anyone waiting. */
public final class RedisSettings {
  private final String uri;
  private final @Nullable String username;
  private final @Nullable String password;
  private final String namespace;
  private final Duration timeout;
  private final Duration connectTimeout;
  private final BreakerSettings breaker;

  private RedisSettings(Builder builder) {
    this.uri = builder.uri;
    this.username = builder.username;
    this.password = builder.password;
    this.namespace = builder.namespace;
    this.timeout = builder.timeout;
    this.connectTimeout = builder.connectTimeout;
    this.breaker = builder.breaker;
  }

  /** Settings for the Redis at this {@code redis://} or {@code rediss://} address. */
  public static Builder builder(String uri) {
    return new Builder(uri);
  }

  public String uri() {
    return uri;
  }

  public @Nullable String username() {
    return username;
  }

  public @Nullable String password() {
    return password;
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

  /** The address without its credentials, and the namespace. */
  @Override
  public String toString() {
    int scheme = uri.indexOf("://");
    int credentials = uri.lastIndexOf('@');
    String address =
        scheme >= 0 && credentials > scheme
            ? uri.substring(0, scheme + 3) + uri.substring(credentials + 1)
            : uri;
    return address + " (namespace " + namespace + ")";
  }

  /** Collects Redis settings, starting from the defaults. */
  public static final class Builder {
    private final String uri;
    private @Nullable String username;
    private @Nullable String password;
    private String namespace = "default";
    private Duration timeout = Duration.ofMillis(20);
    private Duration connectTimeout = Duration.ofSeconds(1);
    private BreakerSettings breaker = BreakerSettings.defaults();

    private Builder(String uri) {
      this.uri = uri;
    }

    public Builder username(@Nullable String username) {
      this.username = username;
      return this;
    }

    public Builder password(@Nullable String password) {
      this.password = password;
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
