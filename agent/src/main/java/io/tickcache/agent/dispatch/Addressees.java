package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Home;
import io.tickcache.agent.classes.ByClass;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those who are asked by the methods of one cache. Thread-safe. */
final class Addressees {

  private final AtomicBoolean plainTaken = new AtomicBoolean();
  private final ByClass<ConcurrentHashMap<String, Addressee>> shared =
      new ByClass<ConcurrentHashMap<String, Addressee>>() {
        @Override
        protected ConcurrentHashMap<String, Addressee> make(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** One for a method that has its entries alone, with receivers of a class. */
  Addressee alone(Class<?> owner) {
    return ClassLoaders.lastForEver(owner.getClassLoader())
        ? new Addressee(plainTaken.compareAndSet(false, true), null)
        : new Addressee(false, new Home());
  }

  /** The one for all methods whose answers have this shape, of receivers of a class. */
  Addressee shared(Class<?> owner, String shape) {
    return shared.of(owner).computeIfAbsent(shape, absent -> alone(owner));
  }

  /** Takes them off the classes that they hang on. */
  void close() {
    shared.close();
  }
}
