package io.tickcache.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What is written is JSON, whatever is in it; YAML's parser reads that, too. */
class JsonTest {

  @Property
  void anyTextComesBack(@ForAll("texts") String name, @ForAll("texts") String text) {
    String json = new Json().object().name(name).value(text).end().toString();

    assertThat(json).matches("[ -~]*");
    assertThat(json.replace("\\\\", "").replace("\\\"", "").chars().filter(c -> c == '"').count())
        .isEqualTo(4);
    assertThat(new Yaml().<Map<String, String>>load(json)).isEqualTo(Map.of(name, text));
  }

  @Property
  void anyNumbersComeBack(@ForAll long whole, @ForAll double part) {
    String json = new Json().array().value(whole).value(part).end().toString();

    List<Number> read = new Yaml().load("[" + json.substring(1));
    assertThat(read.get(0).longValue()).isEqualTo(whole);
    assertThat(Double.parseDouble(json.substring(json.indexOf(',') + 1, json.length() - 1)))
        .isEqualTo(part);
  }

  /** Whole code points, the controls among them often. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 127)), Tuple.of(1, any))
        .list()
        .ofMaxSize(30)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  @Test
  void partsStandInOrderWithCommasBetween() {
    Json json = new Json().object().name("a").array().end();
    json.name("b").array().value(1).value(true).object().end().value((String) null).end();
    json.name("c").object().name("d").value(0.5).name("e").value("x").end();

    assertThat(json.name("f").value(Double.NaN).end().toString())
        .isEqualTo("{\"a\":[],\"b\":[1,true,{},null],\"c\":{\"d\":0.5,\"e\":\"x\"},\"f\":null}");
  }
}
