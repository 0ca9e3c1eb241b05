package io.tickcache.bootstrap;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent from folders of its jar that no other class loader looks into, one folder for
 * each Java level: the newest that the JVM can take is asked first. What is not there comes from
 * the JDK, never from the application. Thread-safe.
 */
final class AgentLoader extends ClassLoader {

  private static final String TITLE = "Tickcache";
  private static final String PACKAGES = "Tickcache-Packages-";
  private static final String LIBRARIES = "io/tickcache/shaded/";
  private static final int[] LEVELS = {17, 11, 8};

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final String jarUrl;
  private final String[] levels;
  private final Map<String, Set<String>> packages;
  private final boolean definesPackages;
  private final ProtectionDomain domain;

  private AgentLoader(File file, int javaVersion, @Nullable ClassLoader jdk) throws IOException {
    super(jdk);
    this.jar = new JarFile(file);
    this.jarUrl = "jar:" + file.toURI() + "!/";
    this.levels = levelsFor(javaVersion);
    this.packages = packagesOf(levels, jar.getManifest());
    this.definesPackages = javaVersion < 9;
    this.domain = trusted(file.toURI().toURL());
  }

  /**
   * A loader on the agent's jar.
   *
   * @throws MisplacedJarException if it is another jar that holds the agent's classes, too
   */
  static AgentLoader open(File jar) throws IOException {
    AgentLoader loader = new AgentLoader(jar, javaVersion(), jdkLoader());
    Manifest manifest = loader.jar.getManifest();
    if (manifest == null
        || !TITLE.equals(manifest.getMainAttributes().getValue(Name.IMPLEMENTATION_TITLE))) {
      loader.jar.close();
      throw new MisplacedJarException(jar.getPath());
    }
    return loader;
  }

  /** Of code that has all permissions, whatever the policy of a security manager says. */
  private static ProtectionDomain trusted(URL jar) {
    Permissions all = new Permissions();
    all.add(new AllPermission());
    return new ProtectionDomain(new CodeSource(jar, (Certificate[]) null), all);
  }

  /** The version of this JVM: 8, 9, 10, ... */
  static int javaVersion() {
    return javaVersion(System.getProperty("java.specification.version", "1.8"));
  }

  static int javaVersion(String specification) {
    return Integer.parseInt(
        specification.startsWith("1.") ? specification.substring(2) : specification);
  }

  static String[] levelsFor(int javaVersion) {
    int first = 0;
    while (first < LEVELS.length - 1 && LEVELS[first] > javaVersion) {
      first++;
    }
    String[] levels = new String[LEVELS.length - first];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = "java" + LEVELS[first + i];
    }
    return levels;
  }

  /**
   * What the jar says of each level: the packages that it has classes of, with slashes in and
   * around each. A level that it says nothing of is not in the answer, as the base.
   */
  private static Map<String, Set<String>> packagesOf(String[] levels, @Nullable Manifest manifest) {
    Map<String, Set<String>> packages = new HashMap<>();
    for (String level : levels) {
      String listed =
          manifest == null ? null : manifest.getMainAttributes().getValue(PACKAGES + level);
      if (listed != null) {
        packages.put(level, new HashSet<>(Arrays.asList(listed.split(" "))));
      }
    }
    return packages;
  }

  /** The loader of the JDK's own classes: the topmost one above the application's. */
  private static @Nullable ClassLoader jdkLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader != null && loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        byte[] bytes = read(name.replace('.', '/') + ".class");
        if (bytes == null) {
          return super.loadClass(name, resolve);
        }
        if (definesPackages) {
          definePackageOf(name);
        }
        type = defineClass(name, bytes, 0, bytes.length, domain);
      }
      return type;
    }
  }

  /** Java 8 gives a class no package by itself, and libraries ask for it. */
  private void definePackageOf(String type) {
    int dot = type.lastIndexOf('.');
    String name = dot < 0 ? "" : type.substring(0, dot);
    if (!name.isEmpty() && getPackage(name) == null) {
      try {
        definePackage(name, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException definedMeanwhile) {
        return;
      }
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      ZipEntry entry = entry(name);
      return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
    } catch (IOException unreadable) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    ZipEntry entry = entry(name);
    try {
      return entry == null ? null : new URL(jarUrl + entry.getName());
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return found == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(found));
  }

  private byte @Nullable [] read(String name) throws ClassNotFoundException {
    ZipEntry entry = entry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = new byte[(int) entry.getSize()];
      new DataInputStream(in).readFully(bytes);
      return bytes;
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private @Nullable ZipEntry entry(String name) {
    String hidden = hidden(name);
    String packageName = "/" + hidden.substring(0, hidden.lastIndexOf('/') + 1);
    for (String level : levels) {
      Set<String> present = packages.get(level);
      ZipEntry entry =
          present == null || present.contains(packageName)
              ? jar.getEntry("tickcache/" + level + "/" + hidden)
              : null;
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Where it lies in the folder of a level; nine in ten are libraries', so their way is short. */
  private static String hidden(String name) {
    String file = name.endsWith(".class") ? name + "data" : name;
    return file.startsWith(LIBRARIES) ? "lib/" + file.substring(LIBRARIES.length()) : file;
  }
}
