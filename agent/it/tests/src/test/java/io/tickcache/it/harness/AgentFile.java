package io.tickcache.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * The jar of an agent of the tests' own. Its classes use nothing newer than Java 8, no joined
 * texts, and nothing private of each other: only their files say that they need more.
 */
public final class AgentFile {

  private static final int JAVA_8 = 52;

  private AgentFile() {}

  /**
   * Writes it.
   *
   * @param entry the attribute that tells the JVM where to enter: the first of the classes
   */
  public static void write(Path jar, String entry, Class<?>... parts) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(new Attributes.Name(entry), parts[0].getName());
    attributes.put(new Attributes.Name("Can-Retransform-Classes"), "true");
    attributes.put(new Attributes.Name("Can-Redefine-Classes"), "true");
    attributes.put(Attributes.Name.CLASS_PATH, rewriter());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> part : parts) {
        String name = part.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        out.write(forJava8(name));
      }
    }
  }

  private static byte[] forJava8(String name) throws IOException {
    try (InputStream in = AgentFile.class.getClassLoader().getResourceAsStream(name)) {
      byte[] bytes = in.readAllBytes();
      bytes[7] = JAVA_8;
      return bytes;
    }
  }

  private static String rewriter() {
    try {
      return ClassReader.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI()
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
