package io.tickcache.benchmarks;

import static net.bytebuddy.matcher.ElementMatchers.named;

import com.acme.md.Feed;
import java.util.stream.IntStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.SuperMethodCall;

/** As many classes of clients as are wanted, made when they are. */
final class Feeds {

  private Feeds() {}

  /** The name of the class of one of them. */
  static String name(int number) {
    return Feed.class.getName() + number;
  }

  /** One of each class; each class has a method of its own, which does what this type's does. */
  static Feed[] made(Class<? extends Feed> type, int number) {
    return IntStream.range(0, number).mapToObj(each -> one(type, each)).toArray(Feed[]::new);
  }

  private static Feed one(Class<? extends Feed> type, int number) {
    try {
      return new ByteBuddy()
          .subclass(type)
          .name(name(number))
          .method(named("quote"))
          .intercept(SuperMethodCall.INSTANCE)
          .make()
          .load(Feed.class.getClassLoader())
          .getLoaded()
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
