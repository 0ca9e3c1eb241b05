package io.tickcache.agent.admin;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.agent.redis.RedisProbe;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.rules.Rule;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Looks at everything that an operator would, and says of each whether it is well. */
final class Doctor implements Guarded {

  private static final String OK = "ok";
  private static final String WARN = "warn";
  private static final String FAIL = "fail";
  private static final long FAR_MILLIS = 1_000;

  private final RulesOnDisk onDisk;
  private final String version;
  private final Executor background;

  Doctor(RulesOnDisk onDisk, String version, Executor background) {
    this.onDisk = onDisk;
    this.version = version;
    this.background = background;
  }

  @Override
  public boolean changes() {
    return false;
  }

  @Override
  public CompletableFuture<Answer> answer(InForce inForce, String query) {
    return CompletableFuture.supplyAsync(() -> new Report(inForce).answer(), background);
  }

  /** One report, line by line. */
  private final class Report {

    private final InForce inForce;
    private final Json json = new Json().object().name("checks").array();

    Report(InForce inForce) {
      this.inForce = inForce;
    }

    Answer answer() {
      line("version", OK, version + ", Java " + System.getProperty("java.version"), "");
      file();
      for (Rule rule : inForce.rules.rules()) {
        rule(rule);
      }
      RedisTier redis = inForce.redis;
      if (redis == null) {
        line("redis", OK, "the rules have none: entries stay in the process", "");
      } else {
        redis(redis);
      }
      return Answer.json(200, json.end().end());
    }

    private void line(String check, String result, String text, String mend) {
      json.object().name("check").value(check).name("result").value(result);
      json.name("text").value(text).name("mend").value(mend).end();
    }

    private void file() {
      String inForceDigest = inForce.rules.digest();
      String source = inForce.rules.source();
      RulesOnDisk.Found found = onDisk.look();
      if (found.digest == null) {
        line(
            "rules file",
            FAIL,
            found.diagnostics.trim(),
            "mend " + source + "; until then the rules of digest " + inForceDigest + " stay");
      } else if (!found.digest.equals(inForceDigest)) {
        line(
            "rules file",
            WARN,
            source + " has digest " + found.digest + ", and " + inForceDigest + " is in force",
            "`reload` puts it in force, and says what hinders that");
      } else if (!inForce.rules.written().isEmpty()) {
        line(
            "rules file",
            WARN,
            "in another mode than it says: " + String.join(", ", inForce.rules.written().keySet()),
            "`reload` has them as the file says");
      } else if (!found.diagnostics.isEmpty()) {
        line("rules file", WARN, found.diagnostics.trim(), "mend " + source);
      } else {
        line("rules file", OK, source + " is in force, digest " + inForceDigest, "");
      }
    }

    private void rule(Rule rule) {
      String name = "rule " + rule.name();
      String mode = rule.mode().name().toLowerCase(Locale.ROOT);
      List<String> methods = inForce.report.methods(rule.name());
      List<String> refusals = inForce.report.refusals(rule.name());
      if (!rule.mode().binds()) {
        line(name, OK, "is off, as its `mode` says", "");
      } else if (!refusals.isEmpty()) {
        line(
            name,
            FAIL,
            "refused: " + String.join("; ", refusals),
            "the log says how to mend it, and docs/diagnostics.md by its code");
      } else if (methods.isEmpty()) {
        line(
            name,
            WARN,
            "no method is woven",
            "its class may not be loaded yet; `check FILE --classpath PATH` tells what it matches");
      } else {
        line(name, OK, "mode " + mode + ", woven: " + String.join(", ", methods), "");
      }
    }

    private void redis(RedisTier redis) {
      RedisProbe probe = redis.probe();
      if (!probe.failure().isEmpty()) {
        line(
            "redis",
            FAIL,
            "doesn't answer: " + probe.failure(),
            "see `redis` in the rules file, and its server; meanwhile entries stay in the process");
        return;
      }
      String breaker = redis.breakerState();
      line(
          "redis",
          breaker.equals("open") ? FAIL : OK,
          "Redis " + probe.version() + " answers, breaker " + breaker,
          breaker.equals("open") ? "it was too slow or failed; it is tried again by itself" : "");
      trip(redis, probe);
      rights(redis);
      backplane(redis);
      clock(probe);
    }

    private void trip(RedisTier redis, RedisProbe probe) {
      boolean slow = TimeUnit.NANOSECONDS.toMillis(probe.tripNanos()) >= redis.timeoutMillis();
      line(
          "round trip",
          slow ? WARN : OK,
          millis(probe.tripNanos()) + " of " + redis.timeoutMillis() + " ms that callers wait",
          slow ? "raise `timeout`, or have Redis nearer" : "");
    }

    /** Nothing is read from Redis before each step was tried on a key of this process's own. */
    private void rights(RedisTier redis) {
      boolean tried = redis.state() != Backplane.Sync.OUT;
      line(
          "rights",
          tried ? OK : FAIL,
          tried
              ? "an entry of a test was kept, found and voided"
              : "the test of keeping and voiding an entry has not been passed",
          tried ? "" : "the log names the command that the user of Redis may not run");
    }

    private void backplane(RedisTier redis) {
      boolean synced = redis.state() == Backplane.Sync.SYNCED;
      long loop = redis.selfTestNanos();
      line(
          "backplane",
          synced ? OK : WARN,
          Health.backplane(redis)
              + (loop < 0 ? "" : ", an invalidation came back in " + millis(loop)),
          synced ? "" : "entries live 100 ms at most until messages are heard again");
      int pending = redis.pendingInvalidations();
      if (pending > 0) {
        line("pending", WARN, pending + " invalidations are still to be told to Redis", "");
      }
    }

    private void clock(RedisProbe probe) {
      boolean far = Math.abs(probe.clockMillis()) > FAR_MILLIS;
      line(
          "clock",
          far ? WARN : OK,
          "Redis's is " + probe.clockMillis() + " ms ahead of this host's",
          far ? "ages don't suffer, but `hours` and `at` go by this host's; see NTP" : "");
    }

    private String millis(long nanos) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
  }
}
