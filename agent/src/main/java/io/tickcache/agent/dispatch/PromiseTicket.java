package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Load;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer comes later: the load ends when the client keeps its promise, on the client's
 * thread, and before the caller hears of it.
 */
final class PromiseTicket extends UpstreamCall {

  private final Load load;

  PromiseTicket(Site site, Load load, @Nullable UpstreamCall outer) {
    super(site, outer);
    this.load = load;
  }

  @Override
  void holds(long birthNanos) {
    load.contains(birthNanos);
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    outcome(value, failure);
  }

  @Override
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    if (failure != null) {
      AnswerTicket.end(site(), load, null, failure);
      return Served.failed(failure);
    }
    if (!(value instanceof CompletionStage)) {
      load.abandon();
      return new Served(value);
    }
    load.goOn();
    CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();
    ((CompletionStage<?>) value)
        .whenComplete(
            (answer, thrown) -> {
              AnswerTicket.end(site(), load, answer, thrown);
              PromiseMethod.settle(promise, answer, thrown);
            });
    return new Served(promise);
  }
}
