package com.acme.crowded;

import java.lang.management.ManagementFactory;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URL;
import java.nio.charset.Charset;
import java.security.Policy;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** What all code in a JVM has in common, and any of it can change for all others. */
final class SharedState {

  private final List<String> lines;

  SharedState(List<String> lines) {
    this.lines = lines;
  }

  void tell() {
    threadGroups();
    management();
    int place = 0;
    for (Provider provider : Security.getProviders()) {
      lines.add("provider " + ++place + " " + provider.getName() + " " + type(provider));
    }
    lines.add("default charset " + Charset.defaultCharset());
    lines.add("default locale " + Locale.getDefault());
    lines.add("default time zone " + TimeZone.getDefault().getID());
    lines.add("default proxies " + type(ProxySelector.getDefault()));
    lines.add("default cookies " + type(CookieHandler.getDefault()));
    lines.add("default response cache " + type(ResponseCache.getDefault()));
    lines.add("default security manager " + type(System.getSecurityManager()));
    lines.add("default policy " + type(Policy.getPolicy()));
    lines.add("default URL handlers " + urlHandlers());
  }

  private void threadGroups() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    ThreadGroup[] groups = new ThreadGroup[1_000];
    int count = top.enumerate(groups, true);
    lines.add("group " + top.getName() + " " + top.getMaxPriority());
    for (int i = 0; i < count; i++) {
      ThreadGroup group = groups[i];
      lines.add(
          "group "
              + group.getName()
              + " of "
              + group.getParent().getName()
              + " "
              + group.getMaxPriority());
    }
  }

  private void management() {
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    lines.add("management server " + type(platform) + " " + platform.getDefaultDomain());
    for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
      lines.add("management known " + type(server) + " " + server.getDefaultDomain());
    }
    for (ObjectName name : platform.queryNames(null, null)) {
      lines.add("bean " + name.getCanonicalName());
    }
  }

  /** Can be asked for by setting it only, and only once; so this comes last in the JVM's life. */
  private static String urlHandlers() {
    try {
      URL.setURLStreamHandlerFactory(protocol -> null);
      return "free";
    } catch (Error taken) {
      return "taken";
    }
  }

  private static String type(Object object) {
    return object == null ? "null" : object.getClass().getName();
  }
}
