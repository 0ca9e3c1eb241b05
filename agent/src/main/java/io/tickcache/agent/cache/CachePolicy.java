package io.tickcache.agent.cache;

import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.OnError;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How long the answers of a cache live, which of them how long, and how many there are. */
public final class CachePolicy {

  final Terms terms;
  final long waitNanos;
  final Room room;
  final boolean acrossProcesses;
  final boolean refreshAhead;
  final UnaryOperator<String> symbols;
  final Home.Register homes;
  final @Nullable OnError onError;
  final @Nullable Function<Object, String> hot;

  private CachePolicy(Builder builder) {
    this.terms =
        new Terms(
            new Schedule(builder.freshness, builder.overrides, builder.endings), builder.clock);
    this.waitNanos = builder.wait.toNanos();
    this.room = Room.of(builder.maximumEntries, builder.maximumBytes);
    this.acrossProcesses = builder.acrossProcesses;
    this.refreshAhead = builder.refreshAhead;
    this.symbols = builder.symbols;
    this.homes = builder.homes;
    this.onError = builder.onError;
    this.hot = builder.hot;
  }

  /** How long past its time an answer may be served. */
  long staleNanos() {
    return onError == null ? 0 : onError.serveStale().toNanos();
  }

  /** A policy by which every answer lives this long, until more is said. */
  public static Builder of(Freshness freshness) {
    return new Builder(freshness);
  }

  /** A policy by which an answer lives for {@code ttl} in every tier, until more is said. */
  public static Builder ttl(Duration ttl) {
    return of(Freshness.ttl(ttl).build());
  }

  /** Collects the settings; see the rules file for what they mean. */
  public static final class Builder {
    private final Freshness freshness;
    private List<FreshnessOverride> overrides = Collections.emptyList();
    private List<DailyMoment> endings = Collections.emptyList();
    private Clock clock = Clock.systemUTC();
    private Duration wait = Duration.ofSeconds(2);
    private int maximumEntries = 100_000;
    private @Nullable Long maximumBytes;
    private boolean acrossProcesses = true;
    private boolean refreshAhead;
    private UnaryOperator<String> symbols = UnaryOperator.identity();
    private Home.Register homes = Home.Register.NONE;
    private @Nullable OnError onError;
    private @Nullable Function<Object, String> hot;

    private Builder(Freshness freshness) {
      this.freshness = freshness;
    }

    /** What holds for some symbols or hours instead; the first that fits wins. */
    public Builder overrides(List<FreshnessOverride> instead) {
      this.overrides = instead;
      return this;
    }

    /** The moments after which nothing is served that was loaded before. */
    public Builder endings(List<DailyMoment> moments) {
      this.endings = moments;
      return this;
    }

    /** Tells when hours begin and moments come. */
    public Builder clock(Clock wall) {
      this.clock = wall;
      return this;
    }

    public Builder waitAtMost(Duration longest) {
      this.wait = longest;
      return this;
    }

    public Builder maximumEntries(int number) {
      this.maximumEntries = number;
      return this;
    }

    /** How much heap entries may take, too; null for as much as they will. */
    public Builder maximumBytes(@Nullable Long bytes) {
      this.maximumBytes = bytes;
      return this;
    }

    /** Whether callers wait for the load of another process. */
    public Builder acrossProcesses(boolean wait) {
      this.acrossProcesses = wait;
      return this;
    }

    /** Whether what is asked for often is to be loaded anew before its end. */
    public Builder refreshAhead(boolean ahead) {
      this.refreshAhead = ahead;
      return this;
    }

    /** How a symbol that people write becomes the one that keys have. */
    public Builder symbols(UnaryOperator<String> form) {
      this.symbols = form;
      return this;
    }

    /** Whose entries are kept with him, and go with him. */
    public Builder homes(Home.Register register) {
      this.homes = register;
      return this;
    }

    /** What callers get in place of the failure of a load; null for the failure. */
    public Builder onError(@Nullable OnError instead) {
      this.onError = instead;
      return this;
    }

    /**
     * Has L2 told which symbols are asked for most.
     *
     * @param symbolOf the symbol of a key; null to tell nothing
     */
    public Builder hot(@Nullable Function<Object, String> symbolOf) {
      this.hot = symbolOf;
      return this;
    }

    public CachePolicy build() {
      return new CachePolicy(this);
    }
  }
}
