package io.tickcache.agent.classpath;

import java.io.IOException;

/** Defines the classes of a class path. Its parent is the JDK's loader: it sees nothing of ours. */
final class ClassPathLoader extends ClassLoader {

  private final ClassPath path;

  ClassPathLoader(ClassPath path) {
    super(ClassLoader.getSystemClassLoader().getParent());
    this.path = path;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = path.bytes(name);
      if (bytes != null) {
        return defineClass(name, bytes, 0, bytes.length);
      }
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
    throw new ClassNotFoundException(name);
  }
}
