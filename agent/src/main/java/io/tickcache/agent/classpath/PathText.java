package io.tickcache.agent.classpath;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A class path as people write it for {@code java}: places between the separators of the platform,
 * where {@code dir/*} stands for the jars of a directory.
 */
final class PathText {

  private PathText() {}

  /**
   * The places in their order; the jars of a directory by name, so that each run is like another.
   */
  static List<File> places(String text) {
    List<File> places = new ArrayList<>();
    for (String place : text.split(File.pathSeparator, -1)) {
      if (place.equals("*") || place.endsWith("/*") || place.endsWith(File.separator + "*")) {
        addJars(place.substring(0, place.length() - 1), places);
      } else if (!place.isEmpty()) {
        places.add(new File(place));
      }
    }
    return places;
  }

  private static void addJars(String path, List<File> places) {
    File directory = new File(path.isEmpty() ? "." : path);
    String[] names = directory.list();
    if (names == null) {
      places.add(directory);
      return;
    }
    Arrays.sort(names);
    for (String name : names) {
      if (name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
        places.add(new File(directory, name));
      }
    }
  }
}
