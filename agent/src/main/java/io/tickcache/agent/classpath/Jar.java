package io.tickcache.agent.classpath;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A jar: its class files, those of the folder in which an executable jar or a web archive keeps the
 * application's, and of a multi-release jar the versions for this JVM. Signatures aren't checked.
 */
final class Jar extends Place {

  private static final String VERSIONS = "META-INF/versions/";
  private static final String[] INNER_CLASSES = {"BOOT-INF/classes/", "WEB-INF/classes/"};
  private static final String[] INNER_JARS = {"BOOT-INF/lib/", "WEB-INF/lib/"};

  private final String name;
  private final JarFile jar;
  private final Map<String, String> entries = new LinkedHashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final List<String> innerJars = new ArrayList<>();

  private Jar(String name, File file) throws IOException {
    this.name = name;
    this.jar = new JarFile(file, false);
    boolean multiRelease = "true".equalsIgnoreCase(attribute("Multi-Release"));
    for (JarEntry entry : Collections.list(jar.entries())) {
      add(entry.getName(), multiRelease);
    }
  }

  static Jar open(File file) throws IOException {
    return new Jar(file.getPath(), file);
  }

  private void add(String entry, boolean multiRelease) {
    if (entry.endsWith(".class")) {
      addClass(entry, multiRelease);
    } else if (entry.endsWith(".jar") && behind(INNER_JARS, entry) != null) {
      innerJars.add(entry);
    }
  }

  private void addClass(String entry, boolean multiRelease) {
    if (entry.startsWith(VERSIONS)) {
      int slash = entry.indexOf('/', VERSIONS.length());
      int version = slash < 0 ? 0 : number(entry.substring(VERSIONS.length(), slash));
      if (multiRelease && version > 0 && version <= javaVersion()) {
        put(entry.substring(slash + 1), entry, version);
      }
      return;
    }
    String inner = behind(INNER_CLASSES, entry);
    put(inner == null ? entry : inner, entry, 0);
  }

  private void put(String classFile, String entry, int version) {
    Integer present = versions.get(classFile);
    if (present == null || present < version) {
      entries.put(classFile, entry);
      versions.put(classFile, version);
    }
  }

  /** The entries that are jars themselves. */
  List<String> innerJars() {
    return innerJars;
  }

  /** A jar inside, unpacked into a file that ends with this JVM. */
  Jar openInner(String entry) throws IOException {
    File file = File.createTempFile("tickcache-", ".jar");
    file.deleteOnExit();
    try (InputStream in = jar.getInputStream(jar.getEntry(entry));
        OutputStream out = new FileOutputStream(file)) {
      out.write(allOf(in));
    }
    return new Jar(name + "!/" + entry, file);
  }

  /** Where the manifest says that more classes are, relative to the jar. */
  String[] manifestPath() throws IOException {
    String path = attribute(Attributes.Name.CLASS_PATH.toString());
    return path == null ? new String[0] : path.trim().split("\\s+");
  }

  private @Nullable String attribute(String attribute) throws IOException {
    Manifest manifest = jar.getManifest();
    return manifest == null ? null : manifest.getMainAttributes().getValue(attribute);
  }

  @Override
  Set<String> classFiles() {
    return entries.keySet();
  }

  @Override
  byte[] read(String classFile) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entries.get(classFile)))) {
      return allOf(in);
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  @Override
  public String toString() {
    return name;
  }

  private static @Nullable String behind(String[] folders, String entry) {
    for (String folder : folders) {
      if (entry.startsWith(folder)) {
        return entry.substring(folder.length());
      }
    }
    return null;
  }

  private static int javaVersion() {
    String version = System.getProperty("java.specification.version", "1.8");
    return number(version.startsWith("1.") ? version.substring(2) : version);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
