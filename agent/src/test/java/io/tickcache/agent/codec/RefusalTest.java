package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.codec.Values.Holder;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
  private final ValueCodec codec = Values.anyValue(HandOutPolicy.AUTO);

  static Stream<Object> bound() {
    Supplier<String> lambda = () -> "x";
    return Stream.of(
        Stream.of(1),
        List.of(1).iterator(),
        new ByteArrayInputStream(new byte[0]),
        new Socket(),
        new Thread(),
        new CompletableFuture<>(),
        RefusalTest.class.getClassLoader(),
        lambda,
        new ReentrantLock(),
        new Random(),
        ThreadLocal.withInitial(() -> 1),
        String.class,
        new OwnIterator(),
        new OwnResource(),
        new OwnList(),
        new OwnNative(),
        new IdentityHashMap<>(),
        new HashMap<>(Map.of("a", 1)).keySet(),
        new Exception("x"),
        Proxy.newProxyInstance(
            RefusalTest.class.getClassLoader(),
            new Class<?>[] {Runnable.class},
            (proxy, method, args) -> null));
  }

  @ParameterizedTest
  @MethodSource("bound")
  void whatCanNotOutliveItsCallIsRefused(Object value) {
    Object inside = new Holder<>(new ArrayList<>(java.util.Arrays.asList("x", value)));
    String place = Holder.class.getName() + ": its content[1] is a " + value.getClass().getName();
    assertThatThrownBy(() -> codec.keep(inside))
        .isInstanceOf(UnkeepableValueException.class)
        .hasMessageStartingWith(place);
    assertThatThrownBy(() -> codec.encode(inside))
        .isInstanceOf(UnencodableValueException.class)
        .hasMessageStartingWith(place);
  }

  @Test
  void aRecordInACycleIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(new Link(list));
    assertThatThrownBy(() -> codec.keep(list))
        .isInstanceOf(UnkeepableValueException.class)
        .hasMessageContaining("in a cycle");
  }

  @Test
  void aRecordAroundACycleIsNot() throws Exception {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Link copy = (Link) codec.keep(new Link(list)).answer();
    assertThat(copy.to()).isNotSameAs(list);
    assertThat(((List<?>) copy.to()).get(0)).isSameAs(copy.to());
  }

  @Test
  void aChainTooLongForTheStackIsRefusedOnAnyStack() {
    Object chain = Values.chain(1_000_000);
    assertThatThrownBy(() -> codec.keep(chain)).isInstanceOf(UnkeepableValueException.class);
    assertThatThrownBy(() -> codec.encode(chain)).isInstanceOf(UnencodableValueException.class);
  }

  @Test
  void aTableOfTheApplicationsOwnWithKeysThatHashByIdentityIsRefused() throws Exception {
    OwnTable table = new OwnTable();
    table.entries.put("text", 1);
    assertThat(codec.decode(codec.encode(table))).isEqualTo(table);
    table.entries.put(new Object(), 2);
    assertThatThrownBy(() -> codec.keep(table))
        .isInstanceOf(UnkeepableValueException.class)
        .hasMessageContaining("whose hash codes change");
  }

  @Test
  void whatTheApplicationsHashCodeThrowsIsNoFaultOfOurs() {
    Set<Object> set = new HashSet<>();
    Moody moody = new Moody();
    set.add(moody);
    moody.angry = true;
    assertThatThrownBy(() -> codec.keep(set))
        .isInstanceOf(UnkeepableValueException.class)
        .hasRootCauseMessage("angry");
  }

  record Link(Object to) {}

  static final class Moody {
    private boolean angry;

    @Override
    public int hashCode() {
      if (angry) {
        throw new IllegalStateException("angry");
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }
  }

  static final class OwnIterator implements Iterator<String> {
    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public String next() {
      return "";
    }
  }

  static final class OwnResource implements AutoCloseable {
    @Override
    public void close() {}
  }

  static final class OwnList extends ArrayList<String> {
    private static final long serialVersionUID = 1;
  }

  static final class OwnNative {
    native void poke();
  }

  static final class OwnTable extends AbstractMap<Object, Object> {
    private final Map<Object, Object> entries = new LinkedHashMap<>();

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return entries.entrySet();
    }
  }
}
