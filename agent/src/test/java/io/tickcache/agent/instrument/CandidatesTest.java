package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.classpath.ClassFiles;
import io.tickcache.agent.classpath.ClassPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which methods look like questions for market data. */
class CandidatesTest {

  private static final String HERE = CandidatesTest.class.getName() + "$";

  @TempDir private Path folder;

  private List<Candidate> found;

  @BeforeEach
  void look() {
    Path classes = ClassFiles.ofNestedIn(CandidatesTest.class).into(folder);
    found = Candidates.in(new Descriptions(ClassPath.open(classes.toString())));
  }

  private Candidate only(String type) {
    List<Candidate> ofType =
        found.stream().filter(candidate -> candidate.type().equals(HERE + type)).toList();
    assertThat(ofType).hasSize(1);
    return ofType.get(0);
  }

  @Test
  void aTextThatIsNamedLikeASymbolAndAResultLikeAQuote() {
    Candidate candidate = only("QuoteClient");

    assertThat(candidate.signature()).isEqualTo("getQuote(String)");
    assertThat(candidate.rule("r").symbol()).hasToString("arg0");
    assertThat(candidate.reason()).isEqualTo("answers `symbol` (String) with Quote");
  }

  @Test
  void aNumberIsMarketDataByTheNameOfItsMethod() {
    assertThat(only("Rates").signature()).isEqualTo("rate(int, String)");
    assertThat(only("Rates").rule("r").symbol()).hasToString("arg1");
  }

  @Test
  void anImplementationCountsForTheInterfaceThatDeclaresTheMethod() {
    Candidate candidate = only("BookSource");

    assertThat(candidate.signature()).isEqualTo("orderBook(CurrencyPair, int)");
    assertThat(candidate.classes()).contains(HERE + "BookSource", HERE + "WireBooks");
    assertThat(found).extracting(Candidate::type).doesNotContain(HERE + "WireBooks");
  }

  @Test
  void aRequestIsAskedForItsSymbol() {
    assertThat(only("SnapshotService").rule("r").symbol()).hasToString("arg0.isin");
  }

  @Test
  void aRequestIsAskedForTheSymbolThatItInherits() {
    assertThat(only("DepthService").rule("r").symbol()).hasToString("arg0.symbol");
  }

  @Test
  void whatAMapHoldsIsAGuessAndSaysSo() {
    Candidate candidate = only("MapMarket");

    assertThat(candidate.signature()).isEqualTo("ticker24H(Map)");
    assertThat(candidate.rule("r").symbol()).hasToString("arg0.symbol");
    assertThat(candidate.reason())
        .isEqualTo("answers an entry of `parameters` (Map), guessed to be `symbol`, with String");
  }

  @Test
  void aTextThatIsNamedLikeASymbolIsLikelierThanAnEnum() {
    assertThat(only("SideSource").rule("r").symbol()).hasToString("arg1");
  }

  @Test
  void aListIsWhatItHolds() {
    assertThat(only("Candles").reason())
        .isEqualTo("answers `instrument` (CurrencyPair) with List of Quote");
  }

  @Test
  void theLikeliestComesFirst() {
    assertThat(found)
        .extracting(Candidate::likelihood)
        .isSortedAccordingTo((one, other) -> other - one);
  }

  @Test
  void whatChangesConvertsOrStreamsIsNoQuestion() {
    assertThat(found)
        .extracting(Candidate::type)
        .doesNotContain(
            HERE + "NoQuestions",
            HERE + "QuoteAdapter",
            HERE + "Quote",
            HERE + "AccountService",
            HERE + "QuoteStreamClient");
  }

  static final class Quote {
    public Quote withSymbol(String symbol) {
      return this;
    }
  }

  static final class CurrencyPair {
    private final String text;

    CurrencyPair(String text) {
      this.text = text;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CurrencyPair pair && pair.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static class QuoteClient {
    public Quote getQuote(String symbol) {
      return new Quote();
    }
  }

  static class Rates {
    public static double rate(int venue, String pair) {
      return venue + pair.length();
    }
  }

  interface BookSource {
    long[] orderBook(CurrencyPair pair, int depth);
  }

  static class WireBooks implements BookSource {
    @Override
    public long[] orderBook(CurrencyPair pair, int depth) {
      return new long[depth];
    }
  }

  static class SnapshotRequest {
    String isin = "";
    int depth;
  }

  static class SnapshotService {
    public Quote latestSnapshot(SnapshotRequest request) {
      return new Quote();
    }
  }

  static class Addressed {
    private String symbol = "";

    public String getSymbol() {
      return symbol;
    }
  }

  static class DepthRequest extends Addressed {
    String symbolCategory = "";
  }

  static class DepthService {
    public Quote latestDepth(DepthRequest request) {
      return new Quote();
    }
  }

  static class MapMarket {
    public String ticker24H(Map<String, Object> parameters) {
      return "";
    }

    public String depth(Map<Integer, Object> parameters) {
      return "";
    }
  }

  enum InstrumentKind {
    SPOT
  }

  static class SideSource {
    public Quote getQuote(InstrumentKind kind, String symbol) {
      return new Quote();
    }
  }

  static class NoQuestions {
    public void quote(String symbol) {}

    public boolean priceKnown(String symbol) {
      return true;
    }

    public Stream<Quote> quotes(String symbol) {
      return Stream.empty();
    }

    public Quote updateQuote(String symbol) {
      return new Quote();
    }

    public Quote getQuote(String name) {
      return new Quote();
    }

    public Quote getQuote(List<String> symbols) {
      return new Quote();
    }

    Quote quoteOf(String symbol) {
      return new Quote();
    }
  }

  static class Candles {
    public List<? extends Quote> since(CurrencyPair instrument, long start) {
      return List.of();
    }
  }

  static class AccountService {
    public double tradeRate(String symbol) {
      return 1;
    }
  }

  interface QuoteCallback {}

  static class QuoteStreamClient {
    public int bookTicker(String symbol, QuoteCallback callback) {
      return 1;
    }
  }

  static class QuoteAdapter {
    public static Quote quote(String symbol) {
      return new Quote();
    }
  }
}
