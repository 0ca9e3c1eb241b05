package io.tickcache.agent.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.Test;

class ThreadNumbersTest {

  @Test
  void threadsInARowHaveAPlaceEach() {
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      places.add(ThreadNumbers.of(new Thread()) & 63);
    }
    assertThat(places).hasSizeGreaterThan(32);
  }

  @Test
  void theNumberOfAThreadStays() {
    Thread plain = new Thread();
    Thread special = new Special();
    assertThat(ThreadNumbers.of(plain)).isEqualTo(ThreadNumbers.of(plain));
    assertThat(ThreadNumbers.of(special)).isEqualTo(ThreadNumbers.of(special));
  }

  @Test
  void aThreadThatNumbersItselfIsNotAsked() {
    assertThat(ThreadNumbers.of(new Restless())).isNotNegative();
  }

  @Test
  void aThreadOfWhichNotAllCanBeLoadedHasANumber() throws Exception {
    TypeDescription missing =
        new ByteBuddy().subclass(Object.class).name("com.acme.Gone").make().getTypeDescription();
    Thread thread =
        new ByteBuddy()
            .subclass(Thread.class)
            .defineMethod("use", void.class, Visibility.PUBLIC)
            .withParameters(missing)
            .intercept(StubMethod.INSTANCE)
            .make()
            .load(getClass().getClassLoader())
            .getLoaded()
            .getDeclaredConstructor()
            .newInstance();
    assertThatThrownBy(() -> thread.getClass().getMethod("getId"))
        .isInstanceOf(NoClassDefFoundError.class);
    assertThat(ThreadNumbers.of(thread)).isEqualTo(ThreadNumbers.of(thread));
  }

  private static class Special extends Thread {}

  private static final class Restless extends Special {
    @Override
    public long getId() {
      throw new IllegalStateException("asked");
    }
  }
}
