package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A callback that is to be told of an outcome by an executor of the client's, which may take its
 * time: what is over when its turn has come is asked for anew.
 */
final class QueuedTelling extends Telling implements Runnable {

  private final Site site;
  private final Executor on;
  private final BooleanSupplier isOver;
  private final Runnable anew;
  private volatile boolean begun;

  QueuedTelling(
      Site site,
      CallbackMethod method,
      Object callback,
      Served outcome,
      Executor on,
      BooleanSupplier isOver,
      Runnable anew) {
    super(method, callback, outcome);
    this.site = site;
    this.on = on;
    this.isOver = isOver;
    this.anew = anew;
  }

  /**
   * What the caller gets, who may himself be the one to run it. An executor that doesn't take it
   * leaves the call to the client.
   */
  @Override
  @Nullable Object told() {
    try {
      on.execute(this);
      return DONE;
    } catch (Throwable thrown) {
      return begun ? Served.failed(thrown) : site.bypass(BypassReason.NO_CALLBACK);
    }
  }

  @Override
  public void run() {
    begun = true;
    if (hasPassed()) {
      anew.run();
      return;
    }
    try {
      tell();
    } catch (Throwable thrown) {
      throw QueuedTelling.<RuntimeException>asIs(thrown);
    }
  }

  /** What can't be told is asked for anew: the executor is the application's, the fault ours. */
  private boolean hasPassed() {
    try {
      return isOver.getAsBoolean();
    } catch (Throwable fault) {
      site.faulted(fault);
      return true;
    }
  }

  /** Lets the executor have what the callback threw, whatever it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T asIs(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
