package io.tickcache.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long answers may be served and kept, tier by tier. Immutable. */
public final class Freshness extends Value {
  /** The {@code ttl} of a rule that says none. */
  public static final Duration DEFAULT_TTL = Duration.ofSeconds(5);

  private static final double DEFAULT_JITTER = 5;

  private final Duration ttl;
  private final Duration l1Ttl;
  private final Duration l1OnlyTtl;
  private final @Nullable AdaptiveTtl adaptive;
  private final Duration degradedTtl;
  private final Duration nullTtl;
  private final double jitter;

  private Freshness(Builder builder) {
    this.ttl = builder.ttl;
    this.adaptive = builder.adaptive == null ? null : builder.adaptive.within(ttl);
    Duration l1 = adaptive == null ? builder.l1Ttl : inForce(adaptive);
    this.l1OnlyTtl = shorter(l1, ttl);
    this.l1Ttl = l1 == null ? shorter(builder.withL2, ttl) : l1OnlyTtl;
    this.degradedTtl = shorter(builder.degradedTtl, ttl);
    this.nullTtl = builder.nullTtl == null ? ttl : builder.nullTtl;
    this.jitter = builder.jitter;
  }

  /** What a rule says that says nothing of all this, and has no L2. */
  public static Freshness defaults() {
    return ttl(DEFAULT_TTL).build();
  }

  /** Answers that live for this long in every tier, until more is said. */
  public static Builder ttl(Duration ttl) {
    return new Builder(ttl);
  }

  /** The longest an answer may be served after its load began, in every tier together. */
  public Duration ttl() {
    return ttl;
  }

  /**
   * The longest an entry stays in this process before L2 is asked again; never above the TTL. Where
   * it is {@link #adaptive} it is the one that holds while nothing is known.
   */
  public Duration l1Ttl() {
    return l1Ttl;
  }

  /** What {@link #l1Ttl} is chosen by, or only advised by; null where it is neither. */
  public @Nullable AdaptiveTtl adaptive() {
    return adaptive;
  }

  /** As {@link #l1Ttl}, for an answer that L2 can't hold: there is nobody else to ask. */
  public Duration l1OnlyTtl() {
    return l1OnlyTtl;
  }

  /** What takes the place of {@link #l1Ttl} while Redis is out; never above the TTL. */
  public Duration degradedTtl() {
    return degradedTtl;
  }

  /** As {@link #ttl} for negative entries; zero means they are never kept. */
  public Duration nullTtl() {
    return nullTtl;
  }

  /** The most by which a time to live in L2 is shortened at random, as a percentage. */
  public double jitter() {
    return jitter;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(ttl, l1Ttl, l1OnlyTtl, adaptive, degradedTtl, nullTtl, jitter);
  }

  @Override
  public String toString() {
    return "ttl "
        + ttl
        + ", l1-ttl "
        + l1Ttl
        + " or "
        + l1OnlyTtl
        + (adaptive == null ? "" : " by " + adaptive)
        + ", degraded-ttl "
        + degradedTtl
        + ", null-ttl "
        + nullTtl
        + ", jitter "
        + jitter;
  }

  private static Duration inForce(AdaptiveTtl adaptive) {
    Duration keep = adaptive.keep();
    return keep == null ? adaptive.min() : keep;
  }

  private static Duration shorter(@Nullable Duration wanted, Duration limit) {
    return wanted == null || wanted.compareTo(limit) > 0 ? limit : wanted;
  }

  /** Collects the settings. Null, the default of each, means the TTL; so does anything above it. */
  public static final class Builder {
    private final Duration ttl;
    private @Nullable Duration l1Ttl;
    private @Nullable Duration withL2;
    private @Nullable AdaptiveTtl adaptive;
    private @Nullable Duration degradedTtl;
    private @Nullable Duration nullTtl;
    private double jitter = DEFAULT_JITTER;

    private Builder(Duration ttl) {
      this.ttl = ttl;
    }

    public Builder l1Ttl(@Nullable Duration l1Ttl) {
      this.l1Ttl = l1Ttl;
      return this;
    }

    /** Takes the place of {@link #l1Ttl}; null for none. */
    public Builder adaptive(@Nullable AdaptiveTtl adaptiveTtl) {
      this.adaptive = adaptiveTtl;
      return this;
    }

    /** What {@link #l1Ttl} is for answers that L2 holds, too, unless it is said. */
    public Builder l1TtlWithL2(@Nullable Duration otherwise) {
      this.withL2 = otherwise;
      return this;
    }

    public Builder degradedTtl(@Nullable Duration degradedTtl) {
      this.degradedTtl = degradedTtl;
      return this;
    }

    /** May be above the TTL. */
    public Builder nullTtl(@Nullable Duration nullTtl) {
      this.nullTtl = nullTtl;
      return this;
    }

    public Builder jitter(double percent) {
      this.jitter = percent;
      return this;
    }

    public Freshness build() {
      return new Freshness(this);
    }
  }
}
