package io.tickcache.agent.dispatch;

import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Receivers whose class was made at run time for nothing but its interfaces, such as dynamic
 * proxies: all of an interface may have one class, so it doesn't tell who is asked, and its name is
 * another in each process.
 */
final class ProxyReceivers {

  private ProxyReceivers() {}

  /** Whether the class was made for its interfaces alone. */
  static boolean are(Class<?> type) {
    return Proxy.isProxyClass(type)
        || (type.getSuperclass() == Object.class
            && (type.getName().contains("$$") || type.getName().contains("$ByteBuddy$")));
  }

  /** Whether a rule tells receivers apart by a class that doesn't. */
  static boolean mixed(Rule rule, Class<?> type) {
    return rule.receiver().kind() == Receiver.Kind.CLASS && are(type);
  }

  /** Whether who is served may be another one in another process, and nothing shows it. */
  static boolean differ(Rule rule, Class<?> type) {
    return rule.receiver().kind() == Receiver.Kind.SINGLE && are(type);
  }

  /** A name for the receivers of a class that other processes have for it, too. */
  static String name(Class<?> type) {
    if (!are(type)) {
      return type.getName();
    }
    StringBuilder name = new StringBuilder("proxy");
    for (Class<?> implemented : type.getInterfaces()) {
      name.append(':').append(implemented.getName());
    }
    return name.toString();
  }

  /** What to write in their rule, as the end of a sentence. */
  static String help() {
    return "say `receiver: ignore` if all of them answer alike, `instance` to keep them apart, or the"
        + " property that tells them apart, such as `this.baseUrl`";
  }

  static String kind(Class<?> type) {
    return Proxy.isProxyClass(type)
        ? "dynamic proxies of " + Arrays.asList(names(type))
        : "objects made at run time for " + Arrays.asList(names(type));
  }

  private static String[] names(Class<?> type) {
    Class<?>[] implemented = type.getInterfaces();
    String[] names = new String[implemented.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = implemented[i].getName();
    }
    return names;
  }
}
