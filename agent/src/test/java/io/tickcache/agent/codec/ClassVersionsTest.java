package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.UndecodableValueException;
import io.tickcache.agent.cache.UnencodableValueException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.junit.jupiter.api.Test;

/** The same names in several class loaders, as after a roll-out or in two web applications. */
class ClassVersionsTest {

  @Test
  void theFingerprintIsThatOfTheStructure() throws Exception {
    assertThat(codec(quote(int.class, "price", "size")).fingerprint())
        .matches("[0-9a-f]{16}")
        .isEqualTo(codec(quote(int.class, "price", "size")).fingerprint())
        .isEqualTo(codec(quote(int.class, "size", "price")).fingerprint());
  }

  @Test
  void theFingerprintChangesWithTheTypeOrNameOfANestedField() throws Exception {
    List<String> prints =
        List.of(
            codec(quote(int.class, "price", "size")).fingerprint(),
            codec(quote(long.class, "price", "size")).fingerprint(),
            codec(quote(int.class, "price", "volume")).fingerprint(),
            codec(quote(int.class, "price")).fingerprint());
    assertThat(prints).doesNotHaveDuplicates();
  }

  @Test
  void theFingerprintTellsGenericArgumentsAndArraysApart() throws Exception {
    List<String> prints = new ArrayList<>();
    for (String method : List.of("texts", "numbers", "array", "matrix", "sides", "venues")) {
      Type type = Api.class.getMethod(method).getGenericReturnType();
      prints.add(ValueCodec.of(type, null, HandOutPolicy.AUTO).fingerprint());
    }
    assertThat(prints).doesNotHaveDuplicates();
  }

  @Test
  void bytesOfAChangedClassAreUndecodable() throws Exception {
    Class<?> before = quote(int.class, "price", "size");
    Class<?> after = quote(int.class, "price", "volume");
    byte[] bytes = codec(before).encode(instance(before));
    assertThat(codec(before).decode(bytes)).isInstanceOf(before);
    assertThatThrownBy(() -> codec(after).decode(bytes))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("another version of md.Part");
  }

  @Test
  void aClassOfTheSameNameIsDecodedInTheLoaderOfTheCodec() throws Exception {
    Class<?> one = quote(int.class, "price");
    Class<?> other = quote(int.class, "price");
    byte[] bytes = codec(one).encode(instance(one));
    Object decoded = codec(other).decode(bytes);
    assertThat(decoded.getClass()).isSameAs(other).isNotSameAs(one);
  }

  @Test
  void aValueOfALoaderThatTheClientCanNotSeeIsKeptButNotWritten() throws Exception {
    Object foreign = instance(quote(int.class, "price"));
    ValueCodec codec = Values.anyValue(HandOutPolicy.AUTO);
    assertThat(codec.keep(foreign).answer()).isNotSameAs(foreign);
    assertThatThrownBy(() -> codec.encode(foreign))
        .isInstanceOf(UnencodableValueException.class)
        .hasMessageContaining("which the class loader of the client can't see");
  }

  /** A client that several applications share, such as one in the container's own libraries. */
  @Test
  void aValueOfAnApplicationIsForgottenWithIt() throws Exception {
    List<ValueCodec> codecs =
        List.of(Values.anyValue(HandOutPolicy.AUTO), Values.anyValue(HandOutPolicy.COPY));

    WeakReference<ClassLoader> application = keptBy(codecs);

    await()
        .until(
            () -> {
              System.gc();
              return application.get() == null;
            });
    assertThat(codecs).hasSize(2);
  }

  private static WeakReference<ClassLoader> keptBy(List<ValueCodec> codecs) throws Exception {
    Object value = instance(quote(int.class, "price"));
    for (ValueCodec codec : codecs) {
      assertThat(codec.keep(value).bytes()).isPositive();
    }
    return new WeakReference<>(value.getClass().getClassLoader());
  }

  /** A class md.Quote in a loader of its own, whose md.Part has the fields of that type. */
  private static Class<?> quote(Class<?> type, String... fields) {
    DynamicType.Builder<?> part = new ByteBuddy().subclass(Object.class).name("md.Part");
    for (String field : fields) {
      part = part.defineField(field, type, Modifier.PRIVATE);
    }
    TypeDescription partType = part.make().getTypeDescription();
    return new ByteBuddy()
        .subclass(Object.class)
        .name("md.Quote")
        .defineField("part", partType, Modifier.PUBLIC)
        .make()
        .include(part.make())
        .load(ClassVersionsTest.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded();
  }

  private static Object instance(Class<?> quote) throws ReflectiveOperationException {
    Field part = quote.getField("part");
    Object made = quote.getConstructor().newInstance();
    part.set(made, part.getType().getConstructor().newInstance());
    return made;
  }

  private static ValueCodec codec(Class<?> type) {
    return ValueCodec.of(type, type.getClassLoader(), HandOutPolicy.AUTO);
  }

  interface Api {
    List<String> texts();

    List<Integer> numbers();

    String[] array();

    String[][] matrix();

    List<Values.Side> sides();

    List<Values.Venue> venues();
  }
}
