package io.tickcache.agent.classpath;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Puts classes of the tests into directories and jars, as an application ships its own. */
public final class ClassFiles {

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();

  private ClassFiles() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  public static ClassFiles of(Class<?>... types) {
    ClassFiles files = new ClassFiles();
    for (Class<?> type : types) {
      files.with(path(type), bytesOf(type));
    }
    return files;
  }

  /** The classes and all that are nested in them. */
  public static ClassFiles ofNestedIn(Class<?>... types) {
    ClassFiles files = of(types);
    for (Class<?> type : types) {
      files.addNested(type);
    }
    return files;
  }

  private void addNested(Class<?> type) {
    for (Class<?> nested : type.getDeclaredClasses()) {
      with(path(nested), bytesOf(nested));
      addNested(nested);
    }
  }

  public ClassFiles with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  public ClassFiles without(Class<?> type) {
    files.remove(path(type));
    return this;
  }

  ClassFiles manifest(String attribute, String value) {
    manifest.getMainAttributes().put(new Attributes.Name(attribute), value);
    return this;
  }

  /** Writes them into a directory. */
  public Path into(Path directory) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes them into a jar. */
  public Path jar(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, jar());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
        jar.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  public static byte[] bytesOf(Class<?> type) {
    try (InputStream in = type.getResourceAsStream("/" + path(type))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
