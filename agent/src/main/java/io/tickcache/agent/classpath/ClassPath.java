package io.tickcache.agent.classpath;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes on a class path, as bytes. As for the JVM the first place that holds a class counts,
 * and a jar's manifest may name further places. What can't be read becomes a line in {@link
 * #troubles} and is left out. Used by one thread.
 */
public final class ClassPath implements Closeable {

  private static final String SUFFIX = ".class";

  private final List<Place> places = new ArrayList<>();
  private final Map<String, Place> byName = new LinkedHashMap<>();
  private final Set<File> opened = new HashSet<>();
  private final List<String> troubles = new ArrayList<>();
  private final ClassLoader loader = new ClassPathLoader(this);

  private ClassPath() {}

  /** Opens a class path as {@code java -cp} takes it. */
  public static ClassPath open(String text) {
    ClassPath path = new ClassPath();
    for (File place : PathText.places(text)) {
      if (place.exists()) {
        path.add(place);
      } else {
        path.troubles.add("`" + place.getPath() + "` doesn't exist");
      }
    }
    return path;
  }

  private void add(File place) {
    if (!opened.add(place.getAbsoluteFile())) {
      return;
    }
    try {
      if (place.isDirectory()) {
        add(new Directory(place));
      } else {
        Jar jar = Jar.open(place);
        add(jar);
        addInner(jar);
        addNamedBy(jar, place);
      }
    } catch (IOException unreadable) {
      unreadable(place.getPath(), unreadable);
    }
  }

  private void addInner(Jar jar) {
    for (String inner : jar.innerJars()) {
      try {
        add(jar.openInner(inner));
      } catch (IOException unreadable) {
        unreadable(jar + "!/" + inner, unreadable);
      }
    }
  }

  private void unreadable(String place, IOException failure) {
    troubles.add("`" + place + "` can't be read: " + failure.getMessage());
  }

  private void add(Place place) throws IOException {
    places.add(place);
    for (String file : place.classFiles()) {
      String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
      if (!name.endsWith("module-info") && !name.endsWith("package-info")) {
        byName.putIfAbsent(name, place);
      }
    }
  }

  /** Places that a manifest names and that don't exist are passed over, as the JVM does. */
  private void addNamedBy(Jar jar, File file) throws IOException {
    for (String relative : jar.manifestPath()) {
      try {
        URI uri = file.toURI().resolve(relative);
        File place = "file".equals(uri.getScheme()) ? new File(uri) : file;
        if (place.exists()) {
          add(place);
        }
      } catch (IllegalArgumentException notAPlace) {
        troubles.add("`" + jar + "` names `" + relative + "` in its manifest, which is no place");
      }
    }
  }

  /** Whether anything at all could be opened. */
  public boolean isReadable() {
    return !places.isEmpty();
  }

  /** The binary names of all classes, in the order of the path. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** The class file of a name, or null if no place has one. */
  public byte @Nullable [] bytes(String name) throws IOException {
    Place place = byName.get(name);
    return place == null ? null : place.read(name.replace('.', '/') + SUFFIX);
  }

  /** The place that a class comes from, for a message. */
  public String placeOf(String name) {
    return String.valueOf(byName.get(name));
  }

  /**
   * Loads the classes of the path, with nothing but the JDK above them. Who asks it says that they
   * must not be initialised.
   */
  public ClassLoader loader() {
    return loader;
  }

  /** What could not be read, a line for each. */
  public List<String> troubles() {
    return Collections.unmodifiableList(troubles);
  }

  @Override
  public void close() throws IOException {
    for (Place place : places) {
      place.close();
    }
  }
}
