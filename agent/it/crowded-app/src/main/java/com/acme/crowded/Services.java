package com.acme.crowded;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** The service files that the application's libraries bring, and where each is found. */
final class Services {

  private static final String FOLDER = "META-INF/services/";

  private final List<String> lines;

  Services(List<String> lines) {
    this.lines = lines;
  }

  void tell() throws IOException {
    for (String name : names()) {
      List<URL> found = Collections.list(Services.class.getClassLoader().getResources(name));
      lines.add("service " + name.substring(FOLDER.length()) + " " + found);
    }
  }

  private static Set<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try (JarFile jar = new JarFile(path)) {
        jar.stream()
            .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
            .forEach(entry -> names.add(entry.getName()));
      }
    }
    return names;
  }
}
