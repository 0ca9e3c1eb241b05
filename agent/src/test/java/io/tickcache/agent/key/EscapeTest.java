package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {

  @Property
  void everyTextComesBackAndHoldsNoCharacterWithAMeaning(@ForAll String raw) {
    String word = Escape.of(raw);
    assertThat(word).matches("[A-Za-z0-9_\\-/.%]*");
    assertThat(Escape.undo(word)).isEqualTo(raw);
  }

  @Test
  void unpairedSurrogatesAreToldApart() {
    assertThat(Escape.of("\ud800")).isNotEqualTo(Escape.of("\ud801")).isNotEqualTo(Escape.of("?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%u123", "%ZZ"})
  void aWordThatWasNeverGivenIsRefused(String word) {
    assertThatThrownBy(() -> Escape.undo(word)).isInstanceOf(IllegalArgumentException.class);
  }
}
