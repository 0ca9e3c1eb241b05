package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Values;
import io.tickcache.agent.codec.ValueCodec;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A method as receivers of one class have it. It hangs on that class, and nothing of the agent's
 * keeps it alive longer. Thread-safe.
 */
final class Scope {

  private final @Nullable Class<?> type;
  private final @Nullable BypassReason bypass;
  private final @Nullable Addressee addressee;
  private final @Nullable Method method;
  private final @Nullable Values values;
  private final @Nullable BatchMethod batch;
  private final @Nullable PromiseMethod promise;
  private final @Nullable CallbackMethod callback;
  private final @Nullable String remoteScope;

  private Scope(
      @Nullable Class<?> type,
      @Nullable BypassReason bypass,
      @Nullable Addressee addressee,
      @Nullable Method method,
      @Nullable Values values,
      @Nullable BatchMethod batch,
      @Nullable PromiseMethod promise,
      @Nullable CallbackMethod callback,
      @Nullable String remoteScope) {
    this.type = type;
    this.bypass = bypass;
    this.addressee = addressee;
    this.method = method;
    this.values = values;
    this.batch = batch;
    this.promise = promise;
    this.callback = callback;
    this.remoteScope = remoteScope;
  }

  /**
   * @param type that of the receivers, on which it hangs
   * @param method as its class declares it
   * @param values of the answer for one symbol
   * @param batch the method, where it asks for many
   * @param promise the method, where it promises its answer
   * @param callback the method, where it hands out its answer by one
   * @param remoteScope names the scope, the shape of its answers and what its keys are made of to
   *     other processes; null where they have no name for it
   */
  static Scope of(
      Class<?> type,
      Addressee addressee,
      Method method,
      Values values,
      @Nullable BatchMethod batch,
      @Nullable PromiseMethod promise,
      @Nullable CallbackMethod callback,
      @Nullable String remoteScope) {
    return new Scope(type, null, addressee, method, values, batch, promise, callback, remoteScope);
  }

  /** A scope whose calls all go upstream. */
  static Scope bypassing(BypassReason reason) {
    return new Scope(null, reason, null, null, null, null, null, null, null);
  }

  boolean isOf(Class<?> receiver) {
    return receiver == type;
  }

  @Nullable BypassReason bypass() {
    return bypass;
  }

  Addressee addressee() {
    return present(addressee);
  }

  Method method() {
    return present(method);
  }

  /** Whether a value is one that a call of the method may bring. */
  boolean fits(@Nullable Object value) {
    return values instanceof ValueCodec && ((ValueCodec) values).fits(value);
  }

  /** Whether a value is such a one of another application, which has the classes anew. */
  boolean isOfAnother(@Nullable Object value) {
    return value != null
        && values instanceof ValueCodec
        && ((ValueCodec) values).knowsNamesake(value);
  }

  Values values() {
    return present(values);
  }

  BatchMethod batch() {
    return present(batch);
  }

  PromiseMethod promise() {
    return present(promise);
  }

  CallbackMethod callback() {
    return present(callback);
  }

  @Nullable String remoteScope() {
    return remoteScope;
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("a scope without this part was asked for it");
    }
    return part;
  }
}
