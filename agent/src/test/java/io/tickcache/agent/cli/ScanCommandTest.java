package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.terminal.Scanned;
import io.tickcache.agent.classpath.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(proposed).doesNotContain("getQuoteStream", "ProxiedClient");
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
