package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the agent's meters are shown, besides its own port. Immutable. */
public final class MetricsSettings extends Value {
  private static final MetricsSettings DEFAULTS = builder().build();

  private final boolean jmx;
  private final boolean applicationRegistry;
  private final Map<String, String> tags;
  private final @Nullable String otlp;
  private final Duration otlpInterval;

  private MetricsSettings(Builder builder) {
    this.jmx = builder.jmx;
    this.applicationRegistry = builder.applicationRegistry;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
    this.otlp = builder.otlp;
    this.otlpInterval = builder.otlpInterval;
  }

  public static Builder builder() {
    return new Builder();
  }

  public static MetricsSettings defaults() {
    return DEFAULTS;
  }

  /** Whether the application's MBean server shows them. */
  public boolean jmx() {
    return jmx;
  }

  /** Whether registries of the application's own Micrometer show them. */
  public boolean applicationRegistry() {
    return applicationRegistry;
  }

  /** What every meter bears besides its own tags. */
  public Map<String, String> tags() {
    return tags;
  }

  /** The address of a collector that they are pushed to, or null for none. */
  public @Nullable String otlp() {
    return otlp;
  }

  /** How often they are pushed. */
  public Duration otlpInterval() {
    return otlpInterval;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(jmx, applicationRegistry, tags, otlp, otlpInterval);
  }

  /** Collects settings; what is not said has its default. */
  public static final class Builder {
    private boolean jmx = true;
    private boolean applicationRegistry;
    private Map<String, String> tags = Collections.emptyMap();
    private @Nullable String otlp;
    private Duration otlpInterval = Duration.ofSeconds(10);

    private Builder() {}

    public Builder jmx(boolean jmx) {
      this.jmx = jmx;
      return this;
    }

    public Builder applicationRegistry(boolean applicationRegistry) {
      this.applicationRegistry = applicationRegistry;
      return this;
    }

    public Builder tags(Map<String, String> tags) {
      this.tags = tags;
      return this;
    }

    public Builder otlp(@Nullable String otlp) {
      this.otlp = otlp;
      return this;
    }

    public Builder otlpInterval(Duration otlpInterval) {
      this.otlpInterval = otlpInterval;
      return this;
    }

    public MetricsSettings build() {
      return new MetricsSettings(this);
    }
  }
}
