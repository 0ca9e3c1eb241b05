package io.tickcache.agent.classpath;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** A directory of class files. */
final class Directory extends Place {

  private final File root;

  Directory(File root) {
    this.root = root;
  }

  @Override
  Set<String> classFiles() throws IOException {
    Set<String> found = new LinkedHashSet<>();
    addFrom(root, "", found);
    return found;
  }

  private static void addFrom(File directory, String path, Set<String> found) throws IOException {
    File[] files = directory.listFiles();
    if (files == null) {
      throw new IOException("`" + directory + "` can't be listed");
    }
    Arrays.sort(files);
    for (File file : files) {
      if (file.isDirectory()) {
        addFrom(file, path + file.getName() + "/", found);
      } else if (file.getName().endsWith(".class")) {
        found.add(path + file.getName());
      }
    }
  }

  @Override
  byte[] read(String classFile) throws IOException {
    try (InputStream in = new FileInputStream(new File(root, classFile))) {
      return allOf(in);
    }
  }

  @Override
  public void close() {
    // nothing is kept open
  }

  @Override
  public String toString() {
    return root.getPath();
  }
}
