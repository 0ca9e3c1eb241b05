package io.tickcache.agent.admin;

import io.tickcache.agent.metrics.Exposition;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is to be asked for, and the answers. Thread-safe. */
public final class Endpoints {

  private static final String INDEX =
      "/health      whether the agent does its work\n"
          + "/ready       whether its rules are in force and Redis has been tried\n"
          + "/metrics     its meters, for Prometheus\n"
          + "/status      rules, caches and Redis, as JSON\n"
          + "and with the token\n"
          + "/entry       ?rule=RULE&symbol=SYMBOL: what is kept for a symbol, as JSON\n"
          + "/rules       the rules in force as they are written, as JSON\n"
          + "/doctor      whether all is well, and how to mend what isn't, as JSON\n"
          + "/invalidate  POST ?rule=RULE&symbol=SYMBOL\n"
          + "/reload      POST: reads the rules file anew\n"
          + "/rollback    POST: puts the rules back that were in force before\n"
          + "/mode        POST ?rule=RULE&mode=MODE";

  /** Longer than weaving a large application anew takes. */
  private static final long LONGEST_SECONDS = 60;

  private final Supplier<InForce> inForce;
  private final Supplier<@Nullable Exposition> exposition;
  private final String version;
  private final LongSupplier uptimeSeconds;
  private final Map<String, Guarded> guarded = new HashMap<>();

  /**
   * @param exposition brings null while the rules have no port
   */
  public Endpoints(
      Supplier<InForce> inForce,
      Supplier<@Nullable Exposition> exposition,
      String version,
      LongSupplier uptimeSeconds,
      Operations operations,
      RulesOnDisk onDisk,
      Executor background) {
    this.inForce = inForce;
    this.exposition = exposition;
    this.version = version;
    this.uptimeSeconds = uptimeSeconds;
    guarded.put("/entry", new EntryLook(background));
    guarded.put("/invalidate", new Invalidation(background));
    guarded.put("/rules", new RulesShown());
    guarded.put("/doctor", new Doctor(onDisk, version, background));
    for (String path : new String[] {"/reload", "/rollback", "/mode"}) {
      guarded.put(path, new Operation(path, operations, background));
    }
  }

  /** Answers who is let in. */
  CompletableFuture<Answer> answer(Request request, Access access) {
    Answer refusal = access.refusal(request, guarded.containsKey(request.path()));
    return refusal == null ? answer(request) : CompletableFuture.completedFuture(refusal);
  }

  /** Answers who owns the process, as he shows by having come in; waits for it. */
  public Answer answerOwner(String method, String target) {
    Request request = new Request(method, target, Collections.<String, List<String>>emptyMap());
    try {
      return answer(request).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      return Answer.line(504, "not done after " + LONGEST_SECONDS + " s; it may still be");
    } catch (ExecutionException failed) {
      return Answer.line(500, "the agent failed: " + failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Answer.line(503, "interrupted");
    }
  }

  private CompletableFuture<Answer> answer(Request request) {
    Guarded one = guarded.get(request.path());
    Answer refusal = wrongMethod(request.method(), one != null && one.changes());
    if (refusal != null) {
      return CompletableFuture.completedFuture(refusal);
    }
    return one == null
        ? CompletableFuture.completedFuture(shown(request.path(), request))
        : one.answer(inForce.get(), request.query());
  }

  private static @Nullable Answer wrongMethod(String method, boolean changes) {
    String allowed = changes ? "POST" : "GET, HEAD";
    boolean fits = changes ? method.equals("POST") : method.equals("GET") || method.equals("HEAD");
    return fits ? null : Answer.line(405, "this takes " + allowed).with("Allow", allowed);
  }

  private Answer shown(String path, Request request) {
    switch (path) {
      case "/":
        return Answer.line(200, INDEX);
      case "/health":
        return Health.health(inForce.get());
      case "/ready":
        return Health.readiness(inForce.get());
      case "/status":
        return Status.of(inForce.get(), version, uptimeSeconds.getAsLong());
      case "/metrics":
        return metrics(request);
      default:
        return Answer.line(404, "there is nothing here; / lists what there is");
    }
  }

  private Answer metrics(Request request) {
    Exposition shown = exposition.get();
    if (shown == null) {
      return Answer.line(404, "there are no meters as text: the rules have no `admin`");
    }
    for (String accept : request.headers("accept")) {
      if (accept.contains("application/openmetrics-text")) {
        return Answer.of(
            200, "application/openmetrics-text; version=1.0.0; charset=utf-8", shown.openMetrics());
      }
    }
    return Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", shown.prometheus());
  }
}
