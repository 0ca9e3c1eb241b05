package io.tickcache.rules;

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
  private final Map<String, String> tags;

  private MetricsSettings(Builder builder) {
    this.jmx = builder.jmx;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
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

  /** What every meter bears besides its own tags. */
  public Map<String, String> tags() {
    return tags;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(jmx, tags);
  }

  /** Collects settings; what is not said has its default. */
  public static final class Builder {
    private boolean jmx = true;
    private Map<String, String> tags = Collections.emptyMap();

    private Builder() {}

    public Builder jmx(boolean jmx) {
      this.jmx = jmx;
      return this;
    }

    public Builder tags(Map<String, String> tags) {
      this.tags = tags;
      return this;
    }

    public MetricsSettings build() {
      return new MetricsSettings(this);
    }
  }
}
