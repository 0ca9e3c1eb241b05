package com.acme.hosts;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarFile;

/**
 * A system class loader as home-grown launchers have them: it defines all classes of the class path
 * itself, whatever its parent thinks, and never says where they come from. Agents reach it by the
 * one method that the JVM demands for them.
 */
public final class OwnLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final List<JarFile> appended = new CopyOnWriteArrayList<>();

  public OwnLoader(ClassLoader parent) {
    super(parent);
  }

  /** Called by the JVM with the jar of each agent. */
  @SuppressWarnings("UnusedMethod")
  private void appendToClassPathForInstrumentation(String jar) throws IOException {
    appended.add(new JarFile(jar));
  }

  @Override
  protected URL findResource(String name) {
    try {
      for (JarFile jar : appended) {
        if (jar.getEntry(name) != null) {
          return new URL("jar:" + new File(jar.getName()).toURI() + "!/" + name);
        }
      }
      return null;
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null && isOfClassPath(name)) {
        byte[] bytes = read(name.replace('.', '/') + ".class");
        type = bytes == null ? null : defineClass(name, bytes, 0, bytes.length);
      }
      return type == null ? super.loadClass(name, resolve) : type;
    }
  }

  private static boolean isOfClassPath(String name) {
    return !name.startsWith("java.")
        && !name.startsWith("javax.")
        && !name.startsWith("jdk.")
        && !name.startsWith("sun.")
        && !name.startsWith("com.sun.");
  }

  private byte[] read(String file) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(file)) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(file, unreadable);
    }
  }
}
