package io.tickcache.agent.instrument;

import io.tickcache.agent.classpath.ClassPath;
import java.io.IOException;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * The classes of a class path and of this JVM's JDK as they describe themselves: from their files,
 * without being loaded. What was read once is kept. Used by one thread.
 */
public final class Descriptions {

  private final ClassPath classes;
  private final TypePool pool;
  private final TypePool withParameterNames;

  public Descriptions(ClassPath classes) {
    this.classes = classes;
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            new OnClassPath(classes),
            ClassFileLocator.ForClassLoader.of(classes.loader().getParent()));
    this.pool = pool(locator, TypePool.Default.ReaderMode.FAST);
    this.withParameterNames = pool(locator, TypePool.Default.ReaderMode.EXTENDED);
  }

  private static TypePool pool(ClassFileLocator locator, TypePool.Default.ReaderMode mode) {
    return new TypePool.Default.WithLazyResolution(
        TypePool.CacheProvider.Simple.withObjectType(), locator, mode);
  }

  public ClassPath classes() {
    return classes;
  }

  TypeDescription of(String name) {
    return pool.describe(name).resolve();
  }

  /** As {@link #of}, with the names of parameters from where the compiler left them. */
  TypeDescription withParameterNames(String name) {
    return withParameterNames.describe(name).resolve();
  }

  /** Finds class files in the places of a class path. */
  private static final class OnClassPath implements ClassFileLocator {

    private final ClassPath classes;

    private OnClassPath(ClassPath classes) {
      this.classes = classes;
    }

    @Override
    public Resolution locate(String name) throws IOException {
      byte[] bytes = classes.bytes(name);
      return bytes == null ? new Resolution.Illegal(name) : new Resolution.Explicit(bytes);
    }

    @Override
    public void close() {
      // the class path is closed by who opened it
    }
  }
}
