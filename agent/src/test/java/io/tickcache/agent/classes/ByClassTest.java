package io.tickcache.agent.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ByClassTest {

  /** A class holds its value, and the value whoever made it. */
  private static ByClass<Object[]> owned(Object owner) {
    return new ByClass<>() {
      @Override
      protected Object[] make(Class<?> type) {
        return new Object[] {owner, this};
      }
    };
  }

  @Test
  void aClassHasOneValue() {
    ByClass<Object[]> values = owned("owner");

    assertThat(values.of(String.class)).isSameAs(values.of(String.class));
    assertThat(values.of(String.class)).isNotSameAs(values.of(Integer.class));
  }

  @Test
  void whatWasTakenOffIsNotHeldByTheClass() {
    Object owner = new Object();
    WeakReference<Object> seen = new WeakReference<>(owner);
    ByClass<Object[]> values = owned(owner);
    values.of(String.class);

    values.close();
    values.of(String.class);
    owner = null;
    values = null;

    await()
        .until(
            () -> {
              System.gc();
              return seen.get() == null;
            });
  }

  @Test
  void allCanBeTakenOffAtOnce() {
    ByClass<Object[]> one = owned("one");
    ByClass<Object[]> two = owned("two");
    Object[] first = one.of(String.class);
    Object[] second = two.of(Integer.class);

    ByClass.closeAll();

    assertThat(one.of(String.class)).isNotSameAs(first);
    assertThat(two.of(Integer.class)).isNotSameAs(second);
  }
}
