package io.tickcache.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The version of the agent, as its jar says it. */
public final class Version {

  private Version() {}

  /** Name and version together. */
  public static String of(File jar) {
    try (JarFile opened = new JarFile(jar)) {
      Attributes attributes = opened.getManifest().getMainAttributes();
      return "Tickcache " + attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
