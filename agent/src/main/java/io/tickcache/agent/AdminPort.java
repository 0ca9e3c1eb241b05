package io.tickcache.agent;

import io.tickcache.agent.admin.Endpoints;
import io.tickcache.agent.admin.Figures;
import io.tickcache.agent.admin.InForce;
import io.tickcache.agent.admin.RulesOnDisk;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.http.HttpServer;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.Exposition;
import io.tickcache.agent.metrics.Latencies;
import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesText;
import java.io.File;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the agent, and its own port while the rules have one; that stays open while
 * rules come and go that have the same. The port is for the background thread alone. None of the
 * libraries that it takes is loaded before it is wanted.
 */
final class AdminPort {

  private final Supplier<InForce> inForce;
  private final Reloads reloads;
  private final Executor background;
  private final Log log;
  private final long beganNanos = Ticker.SYSTEM.read();
  private final Figures figures;
  private volatile @Nullable Exposition exposition;
  private @Nullable Endpoints endpoints;
  private @Nullable HttpServer server;

  AdminPort(File jar, Supplier<InForce> inForce, Reloads reloads, Executor background, Log log) {
    this.inForce = inForce;
    this.reloads = reloads;
    this.background = background;
    this.log = log;
    this.figures = new Figures(version(jar), uptime(), wall());
  }

  /** Whether a port with these settings is open, or is tried to be. */
  boolean has(@Nullable AdminSettings settings) {
    return server == null ? settings == null : server.settings().equals(settings);
  }

  /** By any thread. */
  synchronized Endpoints endpoints() {
    Endpoints present = endpoints;
    if (present == null) {
      present =
          new Endpoints(
              inForce, meters(), figures, new Operator(reloads, log), onDisk(), background);
      endpoints = present;
    }
    return present;
  }

  private Supplier<@Nullable Exposition> meters() {
    return new Supplier<@Nullable Exposition>() {
      @Override
      public @Nullable Exposition get() {
        return exposition;
      }
    };
  }

  private RulesOnDisk onDisk() {
    return new RulesOnDisk() {
      @Override
      public Found look() {
        Outcome outcome =
            RulesText.of(new File(inForce.get().rules().source())).read(Environment.ofProcess());
        RuleSet rules = outcome.rules();
        return new Found(rules == null ? null : rules.digest(), outcome.render());
      }
    };
  }

  /** Not before it is wanted: it stands in the jar. */
  private static Supplier<String> version(File jar) {
    return new Supplier<String>() {
      private @Nullable String known;

      @Override
      public synchronized String get() {
        String version = known;
        if (version == null) {
          version = Version.of(jar);
          known = version;
        }
        return version;
      }
    };
  }

  private LongSupplier uptime() {
    return new LongSupplier() {
      @Override
      public long getAsLong() {
        return TimeUnit.NANOSECONDS.toSeconds(Ticker.SYSTEM.read() - beganNanos);
      }
    };
  }

  private static LongSupplier wall() {
    return new LongSupplier() {
      @Override
      public long getAsLong() {
        return System.currentTimeMillis();
      }
    };
  }

  private static Function<Object, String> symbols() {
    return new Function<Object, String>() {
      @Override
      public String apply(Object key) {
        return KeyPlan.symbolOf(key);
      }
    };
  }

  void open(AdminSettings settings, Exposition shown) {
    exposition = shown;
    figures.begin(settings.symbols() ? symbols() : null);
    HttpServer opened = new HttpServer(settings, endpoints(), AgentThreads.named("admin"), log);
    server = opened;
    opened.start();
  }

  /**
   * Keeps what those who ask will want to know; called about once a second.
   *
   * @param latencies null where none are recorded
   */
  void look(Caches caches, @Nullable Latencies latencies) {
    figures.know(latencies);
    figures.look(caches, Ticker.SYSTEM.read());
  }

  void close() {
    exposition = null;
    if (server != null) {
      server.close();
      server = null;
      figures.end();
    }
  }
}
