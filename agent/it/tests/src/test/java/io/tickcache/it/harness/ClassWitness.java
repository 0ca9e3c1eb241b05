package io.tickcache.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.ProtectionDomain;
import java.util.zip.ZipFile;

/**
 * An agent that stands behind the one under test, and keeps the class file that the JVM takes for
 * each class of the application, when it is loaded and whenever it is woven. Written for Java 8.
 */
public final class ClassWitness implements ClassFileTransformer {

  private final Path directory;

  private ClassWitness(Path directory) {
    this.directory = directory;
  }

  /** The JVM's option for it; what it keeps is in a new directory beside its jar. */
  public static String option(Path directory) throws IOException {
    Path jar = directory.resolve("witness.jar");
    AgentFile.write(jar, "Premain-Class", ClassWitness.class);
    return "-javaagent:" + jar + "=" + Files.createDirectory(directory.resolve("taken"));
  }

  /** The class file that the JVM has taken last. */
  public static byte[] taken(Path directory, String type) throws IOException {
    return Files.readAllBytes(directory.resolve("taken").resolve(type));
  }

  /** The class file in the jar of the basic application. */
  public static byte[] shipped(String type) throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("tickcache.it.basic-app"))) {
      return jar.getInputStream(jar.getEntry(type.replace('.', '/').concat(".class")))
          .readAllBytes();
    }
  }

  /** Called by the JVM. */
  public static void premain(String directory, Instrumentation instrumentation) {
    instrumentation.addTransformer(new ClassWitness(Paths.get(directory)), true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (name != null && name.startsWith("com/acme/")) {
      try {
        Files.write(directory.resolve(name.replace('/', '.')), bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return null;
  }
}
