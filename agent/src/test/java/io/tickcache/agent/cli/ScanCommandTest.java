package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.terminal.Scanned;
import io.tickcache.agent.classpath.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scan} proposes can be used as it is. */
class ScanCommandTest {

  private static final String HERE = Scanned.class.getName() + "$";

  @TempDir private Path folder;

  private Path classes;
  private String proposed;

  @BeforeEach
  void scan() {
    classes = ClassFiles.ofNestedIn(Scanned.class).into(folder.resolve("classes"));
    Said said = new Said();
    assertThat(said.run("scan", "--classpath", classes)).isZero();
    assertThat(said.errors()).isEmpty();
    proposed = said.out();
  }

  @Test
  void aProposalSaysTheMethodTheSymbolAndWhy() {
    assertThat(proposed)
        .contains(
            String.join(
                "\n",
                "  ## answers `symbol` (String) with Quote",
                "  # quote-client-get-quote:",
                "  #   method: " + HERE + "QuoteClient#getQuote(String)",
                "  #   symbol: arg0",
                ""));
  }

  @Test
  void overloadsHaveNamesOfTheirOwn() {
    assertThat(proposed).contains("  # quote-client-get-quote-2:\n");
  }

  @Test
  void whatWouldBeRefusedIsNotProposed() {
    assertThat(proposed)
        .doesNotContain("getQuoteStream", "ProxiedClient")
        .doesNotContain("twoSides", "#paged", "unorderedPrices", "unnamedPrices", "theBest")
        .doesNotContain("getEveryPrice", "getAnyPrice", "getHandleOfPrice");
  }

  @Test
  void aSubscriptionIsNotProposed() {
    assertThat(proposed).doesNotContain("subscribePrice", "streamPrice");
  }

  /** In each row the method, what follows it in the proposal, and what is said above it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "mapped(Collection)  | symbols: arg0 | each of `symbols` (Collection) with Map of Price",
        "listed(List)        | symbols: arg0; result-symbol: return.symbol | -",
        "spread(String[])    | symbols: arg0; result-symbol: return.symbol | -",
        "priceSet(Set)       | symbols: arg0; result-symbol: return.symbol | -",
        "prices(List)        | symbols: arg0 | good only if it comes in the order of the symbols",
        "promised(List)      | symbols: arg0 | with CompletableFuture of Price",
        "wrapped(PriceRequest) | symbols: arg0.symbols; result-symbol: return.prices.symbol;"
            + " ignore: [return.count] | `ignore` says that callers don't mind",
        "byId(List)          | symbols: arg0; result-symbol: return.value.symbol | -",
        "byEnum(Ticker[])    | symbols: arg0 | -",
        "named(List)         | symbols: arg0; result-symbol: return.symbol | -",
        "coded(List)         | symbols: arg0; result-symbol: return.isin | `return.ticker`",
        "inOneText(String)   | symbol: arg0 | write `symbols: arg0` and `separator: ','` and"
            + " `result-symbol: return.symbol` in place of `symbol`",
        "getPrice(String, PriceCallback) | symbol: arg0; callback: {arg: arg1, success: onPrice,"
            + " failure: onError} | answers `symbol` (String) with Price by PriceCallback",
        "getPriceAndEnd(String, DoneCallback) | symbol: arg0; callback: {arg: arg1, success:"
            + " onPrice, failure: onError} | a hit doesn't call `onComplete`",
        "getGenericPrice(Callback, String) | symbol: arg1; callback: {arg: arg0, success:"
            + " succeeded} | with Price by Callback",
      })
  void aMethodIsProposedWithTheSettingsItNeeds(
      String method, String settings, @Nullable String said) {
    String block =
        blocks(proposed).stream()
            .filter(one -> one.contains("Client#" + method + "\n"))
            .findFirst()
            .orElseThrow();

    assertThat(block)
        .endsWith("#" + method + "\n  #   " + settings.replace("; ", "\n  #   "))
        .contains(said == null ? "" : said);
  }

  @Test
  void allOfThemTogetherPassTheCheck() throws IOException {
    Path file =
        Files.writeString(folder.resolve("rules.yaml"), proposed.replaceAll("\n  # ", "\n  "));
    Said said = new Said();

    assertThat(said.run("check", file, "--classpath", classes)).as(said.out()).isZero();
    assertThat(said.out()).endsWith("; no mistakes\n").doesNotContain("can't be told");
  }

  @Test
  void anyOneRuleCanBeUncommentedAndPassesTheCheck() throws IOException {
    List<String> blocks = blocks(proposed);
    assertThat(blocks).hasSizeGreaterThan(3);
    for (String block : blocks) {
      String used = block.replace("\n  # ", "\n  ");
      Path file = Files.writeString(folder.resolve("rules.yaml"), proposed.replace(block, used));
      Said said = new Said();

      assertThat(said.run("check", file, "--classpath", classes)).as(used).isZero();
      assertThat(said.out()).as(used).contains("1 rule").endsWith("no mistakes\n");
    }
  }

  /** Each proposal with the line end before it. */
  private static List<String> blocks(String proposed) {
    List<String> blocks = new ArrayList<>();
    for (int at = proposed.indexOf("\n  ## "); at >= 0; at = proposed.indexOf("\n  ## ", at + 1)) {
      int end = proposed.indexOf("\n\n", at + 1);
      blocks.add(proposed.substring(at, end < 0 ? proposed.length() : end));
    }
    return blocks;
  }
}
