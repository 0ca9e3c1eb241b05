package io.tickcache.agent.admin;

import io.tickcache.agent.http.Access;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.http.Request;
import io.tickcache.agent.http.Responder;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is to be asked for, and the answers. Thread-safe. */
public final class Endpoints implements Responder {

  /** Longer than weaving a large application anew takes. */
  private static final long LONGEST_SECONDS = 60;

  private final Supplier<InForce> inForce;
  private final Supplier<@Nullable Exposition> exposition;
  private final Figures figures;
  private final Map<String, Guarded> guarded = new HashMap<>();

  /**
   * @param exposition brings null while the rules have no port
   */
  public Endpoints(
      Supplier<InForce> inForce,
      Supplier<@Nullable Exposition> exposition,
      Figures figures,
      Operations operations,
      RulesOnDisk onDisk,
      Executor background) {
    this.inForce = inForce;
    this.exposition = exposition;
    this.figures = figures;
    guarded.put("/entry", new EntryLook(background));
    guarded.put("/invalidate", new Invalidation(background));
    guarded.put("/rules", new RulesShown());
    guarded.put("/doctor", new Doctor(onDisk, figures.version(), background));
    for (String path : new String[] {"/reload", "/rollback", "/mode"}) {
      guarded.put(path, new Operation(path, operations, background));
    }
  }

  /** Answers who is let in. */
  @Override
  public CompletableFuture<Answer> answer(Request request, Access access) {
    Answer refusal = access.refusal(request, guarded.containsKey(request.path()));
    if (refusal != null && refusal.status() == 401 && request.path().equals("/")) {
      refusal = asking(refusal);
    }
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
    try {
      return one == null
          ? CompletableFuture.completedFuture(shown(request.path(), request))
          : one.answer(inForce.get(), request.query());
    } catch (WrongQueryException wrong) {
      return CompletableFuture.completedFuture(wrong.answer());
    }
  }

  /** No browser can open a page with the token, so who has none gets the page to type it in. */
  private static Answer asking(Answer refusal) {
    Answer page = Page.answer(refusal.status());
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      page = page.with(header.getKey(), header.getValue());
    }
    return page;
  }

  private static @Nullable Answer wrongMethod(String method, boolean changes) {
    String allowed = changes ? "POST" : "GET, HEAD";
    boolean fits = changes ? method.equals("POST") : method.equals("GET") || method.equals("HEAD");
    return fits ? null : Answer.line(405, "this takes " + allowed).with("Allow", allowed);
  }

  private Answer shown(String path, Request request) {
    switch (path) {
      case "/":
        return Page.answer(200);
      case "/health":
        return Health.health(inForce.get());
      case "/ready":
        return Health.readiness(inForce.get());
      case "/status":
        return Status.of(inForce.get(), request.query(), figures);
      case "/metrics":
        return metrics(request);
      default:
        return Answer.line(404, "there is nothing here; / shows what there is");
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
