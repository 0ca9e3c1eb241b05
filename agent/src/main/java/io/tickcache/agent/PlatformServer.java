package io.tickcache.agent;

import javax.management.MBeanServerFactory;

/** The JVM's MBean server, which an application may want to build in its own way. */
final class PlatformServer {

  private static final String OWN_BUILDER = "javax.management.builder.initial";

  private PlatformServer() {}

  /** Whether this JVM has one: small ones are made without the module. */
  static boolean exists() {
    try {
      Class.forName("javax.management.MBeanServer", false, PlatformServer.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /**
   * Whether the agent may use the server without building it before an application that has a
   * builder of its own.
   */
  static boolean isSafeToTouch() {
    return System.getProperty(OWN_BUILDER) == null
        || !MBeanServerFactory.findMBeanServer(null).isEmpty();
  }
}
