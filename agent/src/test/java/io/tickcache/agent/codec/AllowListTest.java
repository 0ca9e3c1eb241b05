package io.tickcache.agent.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.UndecodableValueException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
  private static final ClassLoader LOADER = AllowListTest.class.getClassLoader();
  private static boolean initialised;

  @Test
  void aClassThatTheMethodDoesNotReturnIsNeitherInitialisedNorInstantiated() throws Exception {
    byte[] hostile = bytesNaming("Stranger", "Intruder");
    for (ValueCodec victim : List.of(codec("prices"), codec("anything"), codec("quotes"))) {
      assertThatThrownBy(() -> victim.decode(hostile))
          .isInstanceOf(UndecodableValueException.class)
          .hasMessageContaining("Intruder, which is not among the classes this method returns");
    }
    assertThat(initialised).isFalse();
  }

  @Test
  void anArrayOfSuchAClassIsRefusedToo() throws Exception {
    ValueCodec attacker = codec("anything");
    byte[] hostile = attacker.encode(new Stranger[0][0]);
    assertThatThrownBy(() -> codec("anything").decode(hostile))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("not among the classes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.ProcessBuilder",
        "java.util.Random",
        "javax.script.ScriptEngineManager"
      })
  void aClassOfTheJdkThatIsNoValueIsRefusedByName(String name) throws Exception {
    byte[] named = rename(codec("anything").encode(new Stranger()), Stranger.class.getName(), name);
    assertThatThrownBy(() -> codec("anything").decode(named))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("names " + name);
  }

  @Test
  void whatTheClientItselfReturnedIsLearned() throws Exception {
    byte[] bytes = codec("anything").encode(new Stranger());
    ValueCodec keeper = codec("anything");
    assertThatThrownBy(() -> keeper.decode(bytes)).isInstanceOf(UndecodableValueException.class);
    keeper.keep(new ArrayList<>(List.of(new Stranger())));
    assertThat(keeper.decode(bytes)).isInstanceOf(Stranger.class);
  }

  @Test
  void subclassesOfASealedTypeAreReachable() throws Exception {
    byte[] bytes = codec("anything").encode(new Spot(3));
    assertThat(codec("leg").decode(bytes)).isEqualTo(new Spot(3));
  }

  @Test
  void typesOfFieldsAndOfGenericSuperclassesAreReachable() throws Exception {
    byte[] bytes = codec("anything").encode(new ArrayList<>(List.of(new Inner())));
    assertThat((List<?>) codec("quotes").decode(bytes)).singleElement().isInstanceOf(Inner.class);
  }

  private static byte[] bytesNaming(String known, String wanted) throws Exception {
    byte[] bytes = codec("anything").encode(new ArrayList<>(List.of(new Stranger())));
    return rename(bytes, known, wanted);
  }

  /** Names of less than 64 characters have their length, doubled, in the byte before them. */
  private static byte[] rename(byte[] bytes, String from, String to) {
    String text = new String(bytes, 0, bytes.length - 4, ISO_8859_1);
    int end = text.indexOf(from) + from.length();
    int start = text.lastIndexOf(GraphWriter.NEW_CLASS, end) + 2;
    String name = text.substring(start, end).replace(from, to);
    String renamed =
        text.substring(0, start - 1) + (char) (name.length() << 1) + name + text.substring(end);
    return DamagedBytesTest.checked(renamed.getBytes(ISO_8859_1));
  }

  private static ValueCodec codec(String method) throws NoSuchMethodException {
    return ValueCodec.of(
        Api.class.getMethod(method).getGenericReturnType(), LOADER, HandOutPolicy.COPY);
  }

  interface Api {
    List<Double> prices();

    Object anything();

    List<? extends Outer> quotes();

    Leg leg();
  }

  sealed interface Leg {}

  record Spot(int days) implements Leg {}

  static class Base<T> {
    T part;
  }

  static class Outer extends Base<Inner> {
    Inner[] inners;
  }

  static class Inner {
    int number;
  }

  static class Stranger {
    int number;
  }

  /** Tells when it is touched. */
  static class Intruder {
    static {
      initialised = true;
    }

    int number;
  }
}
