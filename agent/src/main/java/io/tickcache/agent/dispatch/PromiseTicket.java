package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Load;
import io.tickcache.agent.privilege.Privileges;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer comes later: the load ends when the client keeps its promise, on the client's
 * thread, and before the caller hears of it. By then the caller may have changed his arguments, so
 * they are held against the key when the method returns.
 */
final class PromiseTicket extends UpstreamCall {

  private final Load load;
  private final CallArguments arguments;

  PromiseTicket(Site site, Load load, CallArguments arguments, @Nullable UpstreamCall outer) {
    super(site, outer);
    this.load = load;
    this.arguments = arguments;
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
    if (!arguments.stillAsk()) {
      AnswerTicket.endForCallerAlone(site(), load);
      return failure == null ? new Served(value) : Served.failed(failure);
    }
    if (failure != null) {
      AnswerTicket.end(site(), load, null, failure);
      return Served.failed(failure);
    }
    if (!(value instanceof CompletionStage) || PromiseMethod.isRefused(site(), value)) {
      AnswerTicket.abandon(site(), load);
      return new Served(value);
    }
    load.goOn();
    CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();
    ((CompletionStage<?>) value)
        .whenComplete(
            (answer, thrown) -> {
              Privileges.run(() -> AnswerTicket.end(site(), load, answer, thrown));
              PromiseMethod.settle(promise, answer, thrown);
            });
    return new Served(promise);
  }
}
