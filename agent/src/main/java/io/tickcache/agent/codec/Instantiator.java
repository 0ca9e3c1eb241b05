package io.tickcache.agent.codec;

import com.esotericsoftware.kryo.kryo5.objenesis.ObjenesisException;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.sun.SunReflectionFactoryInstantiator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Makes objects of one class without running its constructor. */
abstract class Instantiator {

  abstract Object newInstance();

  /**
   * By the JDK's means for deserialization. They are in a module that small JVMs are made without;
   * there it takes the package of the JDK's own that is open to the agent since its start.
   */
  static Instantiator of(Class<?> type) {
    try {
      return new ByReflectionFactory(new SunReflectionFactoryInstantiator<>(type));
    } catch (ObjenesisException noModule) {
      return ByAllocation.ofOpenPackage(type);
    }
  }

  private static final class ByReflectionFactory extends Instantiator {
    private final ObjectInstantiator<?> instantiator;

    private ByReflectionFactory(ObjectInstantiator<?> instantiator) {
      this.instantiator = instantiator;
    }

    @Override
    Object newInstance() {
      return instantiator.newInstance();
    }
  }

  private static final class ByAllocation extends Instantiator {
    private final Class<?> type;
    private final Object unsafe;
    private final Method allocate;

    private ByAllocation(Class<?> type, Object unsafe, Method allocate) {
      this.type = type;
      this.unsafe = unsafe;
      this.allocate = allocate;
    }

    private static ByAllocation ofOpenPackage(Class<?> type) {
      try {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
        return new ByAllocation(
            type,
            unsafe.getMethod("getUnsafe").invoke(null),
            unsafe.getMethod("allocateInstance", Class.class));
      } catch (ReflectiveOperationException closed) {
        throw new Refusal("can't be made: this JVM has no module jdk.unsupported");
      }
    }

    @Override
    Object newInstance() {
      try {
        return allocate.invoke(unsafe, type);
      } catch (IllegalAccessException closed) {
        throw new IllegalStateException(closed);
      } catch (InvocationTargetException failure) {
        throw new IllegalStateException(failure.getCause());
      }
    }
  }
}
