package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminal is as it was when nobody reads keys any more. */
class KeyByKeyTest {

  private static final String SINGLE = "-icanon -echo min 1 time 0";

  private final List<String> asked = new ArrayList<>();

  @Test
  void whatWasSetBeforeIsSetAgain() {
    KeyByKey keys =
        KeyByKey.begin(
            settings -> {
              asked.add(settings);
              return settings.equals("-g") ? "500:5:bf:8a3b" : "";
            });
    assertThat(keys).isNotNull();
    keys.close();
    keys.close();

    assertThat(asked).containsExactly("-g", SINGLE, "500:5:bf:8a3b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "speed 38400 baud", "1:2; rm -r /"})
  void aTerminalThatCanNotBeTakenBackIsLeftAlone(String before) {
    assertThat(
            KeyByKey.begin(
                settings -> {
                  asked.add(settings);
                  return before;
                }))
        .isNull();
    assertThat(asked).containsExactly("-g");
  }

  @Test
  void whereThereIsNoToolNothingIsChanged() {
    assertThat(KeyByKey.begin(settings -> null)).isNull();
  }

  @Test
  void whatWasSetByHalvesIsTakenBack() {
    assertThat(
            KeyByKey.begin(
                settings -> {
                  asked.add(settings);
                  return settings.equals(SINGLE) ? null : "1:2";
                }))
        .isNull();
    assertThat(asked).containsExactly("-g", SINGLE, "1:2");
  }

  @Test
  void whereStandardInputIsNoTerminalTheToolSaysSo() {
    assertThat(KeyByKey.Stty.TOOL.run("-g")).isNull();
  }
}
