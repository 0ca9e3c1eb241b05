package com.acme.crowded;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * What an application can see of the JVM around it, as lines of a file: its threads, properties,
 * handlers, hooks, and whether it finds the classes and resources that it is given to look for.
 */
final class World {

  private final List<String> lines = new ArrayList<>();

  /**
   * @param probes lines {@code class NAME} and {@code resource NAME}
   */
  void write(Path file, List<String> probes) throws IOException {
    threads();
    properties();
    logging();
    hooks();
    new Services(lines).tell();
    new Packages(lines).tell();
    for (String probe : probes) {
      String[] words = probe.split(" ", 2);
      lines.add(probe + " " + (words[0].equals("class") ? loaded(words[1]) : found(words[1])));
    }
    new SharedState(lines).tell();
    Collections.sort(lines);
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  private void threads() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadGroup group = thread.getThreadGroup();
      lines.add(
          "thread "
              + thread.getName()
              + (thread.isDaemon() ? " daemon" : " user")
              + " group "
              + (group == null ? "none" : group.getName())
              + " loader "
              + type(thread.getContextClassLoader()));
    }
    lines.add("uncaught " + type(Thread.getDefaultUncaughtExceptionHandler()));
  }

  private void properties() {
    for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
      lines.add("property " + property.getKey() + "=" + escaped(property.getValue().toString()));
    }
  }

  private void logging() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      lines.add("handler " + type(handler) + " " + handler.getLevel());
    }
    lines.add("log manager " + type(LogManager.getLogManager()));
    for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
      lines.add("logger " + name);
    }
  }

  /** The shutdown hooks, which are private to the JDK: it must be open for that. */
  private void hooks() {
    try {
      Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
      hooks.setAccessible(true);
      for (Object hook : ((Map<?, ?>) hooks.get(null)).keySet()) {
        lines.add("hook " + type(hook) + " " + ((Thread) hook).getName());
      }
    } catch (ReflectiveOperationException | RuntimeException closed) {
      lines.add("hooks can't be seen: " + closed);
    }
  }

  private static String loaded(String name) {
    try {
      return "by "
          + type(Class.forName(name, false, World.class.getClassLoader()).getClassLoader());
    } catch (ClassNotFoundException | LinkageError absent) {
      return "absent";
    }
  }

  private static String found(String name) throws IOException {
    List<URL> urls = Collections.list(World.class.getClassLoader().getResources(name));
    return urls.isEmpty() ? "absent" : urls.toString();
  }

  private static String type(Object object) {
    return object == null ? "null" : object.getClass().getName();
  }

  private static String escaped(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r");
  }
}
