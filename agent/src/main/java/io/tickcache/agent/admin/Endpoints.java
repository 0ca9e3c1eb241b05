package io.tickcache.agent.admin;

import io.tickcache.agent.metrics.Exposition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
          + "/invalidate  POST ?rule=RULE&symbol=SYMBOL with the token";

  private final Supplier<InForce> inForce;
  private final Exposition exposition;
  private final String version;
  private final LongSupplier uptimeSeconds;
  final Operations operations;
  private final Invalidation invalidation;

  public Endpoints(
      Supplier<InForce> inForce,
      Exposition exposition,
      String version,
      LongSupplier uptimeSeconds,
      Operations operations,
      Executor background) {
    this.inForce = inForce;
    this.exposition = exposition;
    this.version = version;
    this.uptimeSeconds = uptimeSeconds;
    this.operations = operations;
    this.invalidation = new Invalidation(background);
  }

  /** Answers who is let in. */
  CompletableFuture<Answer> answer(Request request, Access access) {
    String path = request.path();
    boolean changes = path.equals("/invalidate");
    Answer refusal = access.refusal(request, changes);
    if (refusal == null) {
      refusal = wrongMethod(request.method(), changes);
    }
    if (refusal != null) {
      return CompletableFuture.completedFuture(refusal);
    }
    return changes
        ? invalidation.invalidate(inForce.get(), request.query())
        : CompletableFuture.completedFuture(shown(path, request));
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
    for (String accept : request.headers("accept")) {
      if (accept.contains("application/openmetrics-text")) {
        return Answer.of(
            200,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
            exposition.openMetrics());
      }
    }
    return Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", exposition.prometheus());
  }
}
