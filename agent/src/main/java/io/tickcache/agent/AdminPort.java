package io.tickcache.agent;

import io.tickcache.agent.admin.AdminServer;
import io.tickcache.agent.admin.Endpoints;
import io.tickcache.agent.admin.InForce;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.Exposition;
import io.tickcache.rules.AdminSettings;
import java.io.File;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own port, while the rules have one; it stays open while rules come and go that have
 * the same. Used by the background thread, and none of the libraries that it takes is loaded before
 * it is wanted.
 */
final class AdminPort {

  private final File jar;
  private final Supplier<InForce> inForce;
  private final Reloads reloads;
  private final Executor background;
  private final Log log;
  private final long beganNanos = Ticker.SYSTEM.read();
  private @Nullable AdminServer server;

  AdminPort(File jar, Supplier<InForce> inForce, Reloads reloads, Executor background, Log log) {
    this.jar = jar;
    this.inForce = inForce;
    this.reloads = reloads;
    this.background = background;
    this.log = log;
  }

  /** Whether a port with these settings is open, or is tried to be. */
  boolean has(@Nullable AdminSettings settings) {
    return server == null ? settings == null : server.settings().equals(settings);
  }

  void open(AdminSettings settings, Exposition exposition) {
    LongSupplier uptime =
        new LongSupplier() {
          @Override
          public long getAsLong() {
            return TimeUnit.NANOSECONDS.toSeconds(Ticker.SYSTEM.read() - beganNanos);
          }
        };
    Endpoints endpoints =
        new Endpoints(
            inForce, exposition, Version.of(jar), uptime, new Operator(reloads, log), background);
    AdminServer opened = new AdminServer(settings, endpoints, AgentThreads.named("admin"), log);
    server = opened;
    opened.start();
  }

  void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
