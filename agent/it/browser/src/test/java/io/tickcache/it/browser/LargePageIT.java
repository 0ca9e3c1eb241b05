package io.tickcache.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The status page of a process with a thousand rules and ten thousand symbols. */
class LargePageIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static final int RULES = 1_000;
  private static final int SYMBOLS = 10_000;
  private static final int BATCH = 100;

  /** Symbols that begin so are known to have no quotes, and nobody is asked. */
  private static final String MARKED = "NONE<b>X</b>";

  private static Upstream upstream;
  private static AdminPort port;
  private static AgentJvm app;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    upstream = WORLD.upstream();
    port = AdminPort.free();
    app = started();
    browser = WORLD.keep(Browser.started());
  }

  private static AgentJvm started() {
    String rules =
        IntStream.range(0, RULES - 1)
            .mapToObj(
                i -> "  rule-" + i + ": {method: com.acme.gone.Client" + i + "#quote(String)}\n")
            .collect(Collectors.joining());
    AgentJvm started =
        WORLD.start(
            AgentJvm.console(upstream)
                .brief()
                .rules(
                    "version: 1\nrules:\n"
                        + "  quotes: {method: com.acme.md.QuoteClient#getQuote(String), ttl: 10m}\n"
                        + rules
                        + port.section().replace("}", ", symbols: on}")));
    started.ask("quote AAPL");
    AgentJvm.awaiting("the port").until(() -> port.isOpen());
    return started;
  }

  @Test
  void manyRulesAndSymbolsStayUsable() {
    ask(IntStream.range(0, SYMBOLS).mapToObj(i -> "NONE" + i).toList());
    browser.screen(1280, 900, "dark");
    StatusPage page = StatusPage.at(port.url() + "/", browser);
    page.awaitText("#count", text -> text.equals("1,000 rules"));
    assertThat(page.rows()).as("drawn at first").hasSizeLessThan(200);

    browser.run("window.scrollTo(0, document.body.scrollHeight)");
    AgentJvm.awaiting("more rows").until(() -> page.rows().size() > 100);
    browser.run("window.scrollTo(0, 0)");

    page.find("#filter").sendKeys("quotes");
    page.awaitText("#count", text -> text.equals("1 of 1,000 rules"));
    page.openRule("quotes");
    page.awaitDetail("quotes", text -> text.matches("(?s).*Entries in L1\\s+10,00\\d\\b.*"));

    // One hit in 128 is sampled.
    hit("AAPL", 20_000);
    hit(MARKED, 10_000);
    page.awaitDetail("quotes", text -> text.matches("(?s).*AAPL \\d.*" + MARKED + " \\d.*"));
    browser.picture("symbols");

    page.find("#filter").clear();
    page.find("#filter").sendKeys("rule-99");
    page.awaitText("#count", text -> text.equals("10 of 1,000 rules"));
    page.find("#heads th:first-child button").click();
    AgentJvm.awaiting("the other order").until(() -> page.rows().get(0).equals("rule-998"));

    assertThat(browser.takeComplaints()).isEmpty();
    assertThat(browser.takeRequests())
        .allMatch(url -> url.startsWith(port.url() + "/") || url.startsWith("data:image/svg+xml,"));
  }

  @Test
  void aProcessThatIsGoneIsShownUntilItsSuccessorAnswers() {
    browser.screen(1280, 900, "light");
    StatusPage page = StatusPage.at(port.url() + "/", browser);

    app.kill();
    page.awaitText("#silence", text -> text.contains("doesn't answer since"));
    app = started();

    page.awaitText("#health", text -> text.startsWith("Up · 1,000 rules"));
    assertThat(page.isShown("#silence")).isFalse();
    assertThat(browser.takeComplaints()).allMatch(text -> text.contains("net::ERR_"));
  }

  private static void hit(String symbol, int times) {
    ask(Collections.nCopies(times, symbol));
  }

  /** Without waiting for each answer, and with few of them under way. */
  private static void ask(List<String> symbols) {
    for (int i = 0; i < symbols.size(); i++) {
      app.send("quote " + symbols.get(i));
      if (i >= BATCH) {
        app.answer();
      }
    }
    for (int i = 0; i < Math.min(BATCH, symbols.size()); i++) {
      app.answer();
    }
  }
}
