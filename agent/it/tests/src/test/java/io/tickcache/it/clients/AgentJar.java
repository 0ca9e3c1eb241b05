package io.tickcache.it.clients;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is in the shipped jar, by the names that an application might ask for. */
final class AgentJar {

  private static final Pattern HIDDEN = Pattern.compile("tickcache/java\\d+/(.+)");
  private static final String CLASS = ".classdata";
  private static final Set<String> MORE =
      Set.of("resource tickcache.schema.json", "resource rules/tickcache.schema.json");

  private AgentJar() {}

  /**
   * Lines {@code class NAME} and {@code resource NAME} for all that the jar hides, for every Java
   * level, and for the classes that it doesn't hide.
   */
  static Set<String> probes() throws IOException {
    Set<String> probes = new TreeSet<>(MORE);
    try (JarFile jar = new JarFile(System.getProperty("tickcache.agent.jar"))) {
      jar.stream().filter(entry -> !entry.isDirectory()).forEach(e -> probe(e.getName(), probes));
    }
    return probes;
  }

  private static void probe(String entry, Set<String> probes) {
    Matcher hidden =
        HIDDEN.matcher(entry.replaceFirst("^(tickcache/java\\d+)/lib/", "$1/io/tickcache/shaded/"));
    if (!hidden.matches()) {
      if (entry.endsWith(".class")) {
        probes.add("class " + className(entry, ".class"));
      }
    } else if (entry.endsWith(CLASS)) {
      String path = hidden.group(1);
      probes.add("class " + className(path, CLASS));
      probes.add("resource " + path.substring(0, path.length() - CLASS.length()) + ".class");
    } else {
      probes.add("resource " + hidden.group(1));
    }
  }

  private static String className(String path, String suffix) {
    return path.substring(0, path.length() - suffix.length()).replace('/', '.');
  }
}
