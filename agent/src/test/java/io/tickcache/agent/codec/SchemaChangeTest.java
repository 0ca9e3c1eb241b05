package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.agent.cache.UndecodableValueException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A roll-out changes a class somewhere within an answer: the new processes read nothing that the
 * old ones wrote, because the fingerprint stands in the key, and the bytes are refused all the
 * same.
 */
class SchemaChangeTest {

  private static final String BEFORE =
      """
      package md;
      import java.util.*;
      public class Api {
        public Quote quote() { return new Quote(); }
        public List<Map<String, Level>> nested() { return new ArrayList<>(List.of(Map.of("a", new Level()))); }
        public Object[] anything() { return new Object[] {new Quote()}; }
        public static class Base { protected long sequence = 1; }
        public static class Level extends Base { double price = 1; }
        public static class Box<T> { T content; }
        public record Tick(double bid, Level level) {}
        public enum Side { BID, ASK }
        public static class Quote {
          List<Level> levels = new ArrayList<>(List.of(new Level()));
          Box<Integer> box = new Box<>();
          Map<String, Box<? extends Level>> boxes = new HashMap<>();
          Tick tick = new Tick(1, new Level());
          Side side = Side.ASK;
          Level[][] grid = {{new Level()}};
        }
      }
      """;

  @TempDir private Path folder;

  static Stream<Object[]> changes() {
    return Stream.of(
        new Object[] {"double price = 1;", "double price = 1; long size = 2;"},
        new Object[] {"double price = 1;", "float price = 1;"},
        new Object[] {"protected long sequence = 1;", "protected long number = 1;"},
        new Object[] {"protected long sequence = 1;", ""},
        new Object[] {"Level extends Base", "Level"});
  }

  static Stream<Object[]> changesOfTheQuoteAlone() {
    return Stream.of(
        new Object[] {"Box<Integer> box", "Box<Long> box"},
        new Object[] {"Box<? extends Level>", "Box<? super Level>"},
        new Object[] {"Map<String, Box<", "Map<Long, Box<"},
        new Object[] {"T content;", "T content; T other;"},
        new Object[] {
          "record Tick(double bid, Level level)", "record Tick(double ask, Level level)"
        },
        new Object[] {"enum Side { BID, ASK }", "enum Side { BID, ASK, MID }"},
        new Object[] {"Level[][] grid = {{new Level()}};", "Level[] grid = {new Level()};"},
        new Object[] {
          "List<Level> levels = new ArrayList", "Collection<Level> levels = new ArrayList"
        });
  }

  @ParameterizedTest
  @MethodSource({"changes", "changesOfTheQuoteAlone"})
  void aChangeFarWithinAnAnswerIsAnotherShape(String part, String instead) throws Exception {
    Version before = compiled(BEFORE, "before");
    Version after = compiled(changed(part, instead), "after");

    assertThat(after.codec("quote").fingerprint())
        .isNotEqualTo(before.codec("quote").fingerprint());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeBelowGenericTypesIsAnotherShape(String part, String instead) throws Exception {
    Version before = compiled(BEFORE, "before");
    Version after = compiled(changed(part, instead), "after");

    assertThat(after.codec("nested").fingerprint())
        .isNotEqualTo(before.codec("nested").fingerprint());
  }

  /** What is declared says nothing of it, so only the bytes can tell. */
  @ParameterizedTest
  @MethodSource("changes")
  void bytesOfAnotherVersionOfWhatWasNotDeclaredAreNotRead(String part, String instead)
      throws Exception {
    Version before = compiled(BEFORE, "before");
    Version after = compiled(changed(part, instead), "after");
    ValueCodec old = before.codec("anything");
    ValueCodec young = after.codec("anything");
    assertThat(young.fingerprint()).isEqualTo(old.fingerprint());
    byte[] bytes = old.encode(before.answer("anything"));
    young.encode(after.answer("anything"));

    assertThat(old.decode(bytes)).isInstanceOf(Object[].class);
    assertThatThrownBy(() -> young.decode(bytes))
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageContaining("another version of ");
  }

  @Test
  void theSameSourceIsTheSameShape() throws Exception {
    Version one = compiled(BEFORE, "one");
    Version two = compiled(BEFORE, "two");

    for (String method : new String[] {"quote", "nested", "anything"}) {
      assertThat(two.codec(method).fingerprint()).isEqualTo(one.codec(method).fingerprint());
    }
    ValueCodec other = two.codec("quote");
    assertThat(other.decode(one.codec("quote").encode(one.answer("quote"))).getClass().getName())
        .isEqualTo("md.Api$Quote");
  }

  private static String changed(String part, String instead) {
    assertThat(BEFORE).contains(part);
    return BEFORE.replace(part, instead);
  }

  private Version compiled(String source, String name) throws Exception {
    Path classes = Files.createDirectory(folder.resolve(name));
    Path file =
        Files.write(
            Files.createDirectory(classes.resolve("source")).resolve("Api.java"),
            source.getBytes(StandardCharsets.UTF_8));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null, null, null, "-proc:none", "-nowarn", "-d", classes.toString(), file.toString());
    assertThat(result).isZero();
    return new Version(new Classes(classes).loadClass("md.Api"));
  }

  /** The client as one release of the application has it. */
  private record Version(Class<?> api) {

    ValueCodec codec(String method) throws NoSuchMethodException {
      Type type = api.getMethod(method).getGenericReturnType();
      return ValueCodec.of(type, api.getClassLoader(), HandOutPolicy.AUTO);
    }

    Object answer(String method) throws ReflectiveOperationException {
      return api.getMethod(method).invoke(api.getConstructor().newInstance());
    }
  }

  /** Loads the classes of one folder. */
  private static final class Classes extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();

    Classes(Path folder) throws IOException {
      super(SchemaChangeTest.class.getClassLoader());
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.toList()) {
          String name = folder.relativize(file).toString();
          if (name.endsWith(".class")) {
            files.put(
                name.substring(0, name.length() - 6).replace('/', '.'), Files.readAllBytes(file));
          }
        }
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = files.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
