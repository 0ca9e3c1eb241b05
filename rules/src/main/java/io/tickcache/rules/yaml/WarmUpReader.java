package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.WarmUp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code warm}: a list of symbols, {@code hot} and a number, or {@code off}. */
final class WarmUpReader {
  private static final String HOT = "hot ";
  private static final String HELP = "write a list, `warm: [AAPL, MSFT]`, or `warm: hot 500`";

  /** No symbol is to be ready. */
  static final WarmUpReader OFF = new WarmUpReader(null);

  private final @Nullable WarmUp warmUp;

  private WarmUpReader(@Nullable WarmUp warmUp) {
    this.warmUp = warmUp;
  }

  /** What is to be ready; null for nothing. */
  @Nullable WarmUp warmUp() {
    return warmUp;
  }

  /**
   * What a section says, or null if it says nothing or something wrong.
   *
   * @param redis whether there is one, for what is asked for is known there
   */
  static @Nullable WarmUpReader read(Section section, boolean redis) {
    YamlValue said = section.value("warm");
    if (said == null) {
      return null;
    }
    if (said.isList()) {
      return readList(section, said);
    }
    WarmUpReader reader = section.read("warm", new Words());
    WarmUp warmUp = reader == null ? null : reader.warmUp;
    if (warmUp != null && !redis) {
      section.report(
          Diagnostic.warning(
                  DiagnosticCode.R019, "`warm: " + warmUp + "` has no effect without `redis`")
              .at(section.place("warm")));
    }
    return reader;
  }

  private static @Nullable WarmUpReader readList(Section section, YamlValue said) {
    List<Placed<String>> placed = section.readList("warm", new Symbols());
    if (placed == null) {
      return null;
    }
    if (said.isEmptyList()) {
      section.report(
          Diagnostic.error(DiagnosticCode.R008, "`warm` names no symbol")
              .at(said.place())
              .help("name the symbols, or write `warm: off`"));
    }
    List<String> symbols = new ArrayList<>();
    for (Placed<String> symbol : placed) {
      symbols.add(symbol.value());
    }
    return new WarmUpReader(WarmUp.of(symbols));
  }

  private static final class Symbols extends Kind<String> {
    @Override
    String read(Scalar scalar) throws Unfit {
      if (scalar.text().indexOf('*') >= 0) {
        throw new Unfit(
            DiagnosticCode.R008,
            scalar.shown() + " is a pattern, and only symbols themselves can be asked for",
            null);
      }
      return scalar.text();
    }
  }

  private static final class Words extends Kind<WarmUpReader> {
    private static final WholeNumbers NUMBERS = new WholeNumbers(1, WarmUp.MOST_KNOWN);

    @Override
    WarmUpReader read(Scalar scalar) throws Unfit {
      if (scalar.text().equals("off")) {
        return OFF;
      }
      if (scalar.text().startsWith(HOT)) {
        String number = scalar.text().substring(HOT.length()).trim();
        return new WarmUpReader(WarmUp.ofHottest(NUMBERS.read(scalar.part(number))));
      }
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is no list of symbols", HELP);
    }
  }
}
