package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolPatternTest {
  @ParameterizedTest
  @CsvSource({
    "AAPL, AAPL, true",
    "AAPL, AAPLX, false",
    "AAPL, AAP, false",
    "BTC*, BTC, true",
    "BTC*, BTCUSDT, true",
    "BTC*, XBTC, false",
    "*USD*, BTCUSDT, true",
    "*-PERP, ETH-PERP, true",
    "*-PERP, ETH-PERP-PERP, true",
    "*-PERP, ETH-PERPX, false",
    "*, '', true",
    "B.C, BTC, false",
  })
  void aStarStandsForAnyRunOfCharacters(String pattern, String symbol, boolean fits) {
    assertThat(SymbolPattern.of(pattern).matches(symbol)).isEqualTo(fits);
  }

  @Property
  void itFitsWhatTheRegularExpressionFits(
      @ForAll @CharRange(from = 'a', to = 'b') @Chars('*') @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 12) String symbol) {
    Pattern expression = Pattern.compile(pattern.replace("*", ".*"));

    assertThat(SymbolPattern.of(pattern).matches(symbol))
        .isEqualTo(expression.matcher(symbol).matches());
  }
}
