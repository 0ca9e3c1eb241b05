package io.tickcache.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

  @Test
  void descriptorsAreThoseOfTheJvm() {
    for (Class<?> type :
        List.of(Object.class, String.class, Arrays.class, Math.class, Map.class, Odd.class)) {
      for (Method method : type.getDeclaredMethods()) {
        assertThat(Descriptors.of(method))
            .as(method.toString())
            .isEqualTo(
                MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString());
      }
    }
  }

  @SuppressWarnings("unused")
  private static final class Odd {
    private static void nothing() {}

    private static long[][] wide(double[] a, Map.Entry<String, byte[]>[][] b, short c, char d) {
      return null;
    }

    private static float[] narrow(boolean[][][] a, byte b, Void c) {
      return null;
    }
  }
}
