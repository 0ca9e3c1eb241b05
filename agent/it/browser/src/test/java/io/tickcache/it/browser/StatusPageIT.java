package io.tickcache.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;

/** The status page of a real process with a real Redis, in a real browser. */
class StatusPageIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static final int CALLS = 2;
  private static final int SAVED = 5;

  /** Enough for one in 128 to be in the sample of ages. */
  private static final int HITS = 2_000;

  private static Upstream upstream;
  private static RedisServer redis;
  private static AdminPort port;
  private static AgentJvm app;
  private static Browser browser;
  private StatusPage page;

  @BeforeAll
  static void start() throws IOException {
    upstream = WORLD.upstream();
    redis = WORLD.redis();
    port = AdminPort.free();
    app =
        WORLD.start(
            AgentJvm.console(upstream)
                .brief()
                .rules(
                    "version: 1\n"
                        + ("redis: {uri: '" + redis.uri() + "', timeout: 1s, connect-timeout: 20s,")
                        + " circuit-breaker: {slow-call: 1s, open-for: 500ms}}\n"
                        + "upstreams:\n"
                        + "  exchange: {budget: [5000 per 1s, 200000 per 1m]}\n"
                        + "rules:\n"
                        + "  quotes:\n"
                        + "    method: com.acme.md.QuoteClient#getQuote(String)\n"
                        + "    upstream: exchange\n"
                        + "    ttl: 10m\n"
                        + "    l1-ttl: 10m\n"
                        + "  issuers: {method: com.acme.md.ReferenceClient#issuer(String),"
                        + " ttl: 10m, mode: observe}\n"
                        + "  books: {method: com.acme.md.BookClient#book, symbol: arg0, ttl: 10m,"
                        + " mode: shadow}\n"
                        + "  numbers: {method: com.acme.md.ReferenceClient#number, ttl: 1m}\n"
                        + port.section()));
    app.ask("quote AAPL");
    app.ask("null SIXT");
    app.ask("null SIXT");
    app.ask("book AAPL");
    app.ask("book AAPL");
    AgentJvm.awaiting("the port").until(() -> port.isOpen());
    browser = WORLD.keep(Browser.started());
  }

  @BeforeEach
  void open() {
    app.awaitSynced();
    browser.screen(1280, 900, "dark");
    page = StatusPage.at(port.url() + "/", browser);
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    assertThat(browser.takeComplaints()).isEmpty();
    assertThat(browser.takeRequests())
        .allMatch(url -> url.startsWith(port.url() + "/") || url.startsWith("data:image/svg+xml,"))
        .noneMatch(url -> url.contains(port.token()));
  }

  @Test
  void figuresGoOnWithoutLoadingThePageAgain() {
    browser.run("window.loaded = 'once'");
    page.awaitText("#health", text -> text.startsWith("Up · 4 rules, backplane synced"));
    app.ask("quote AAPL");
    double saved = page.figure("quotes", SAVED);

    for (int i = 0; i < HITS; i++) {
      app.ask("quote AAPL");
    }

    AgentJvm.awaiting("saved calls").until(() -> page.figure("quotes", SAVED) >= saved + HITS);
    AgentJvm.awaiting("calls per second").until(() -> page.figure("quotes", CALLS) > 0);
    page.openRule("quotes");
    page.awaitDetail("quotes", text -> text.contains("com.acme.md.QuoteClient.getQuote(String)"));
    page.awaitDetail("quotes", text -> text.matches("(?s).*\\bload \\d.*\\bage of hits \\d.*"));
    page.awaitDetail("quotes", text -> text.contains("Age of hits, p99 of a minute: up to "));
    page.openRule("issuers");
    page.awaitDetail("issuers", text -> text.contains("Observed: calls saved"));
    page.openRule("books");
    page.awaitDetail("books", text -> text.contains("Shadow: would be answered"));
    AgentJvm.awaiting("the history")
        .until(
            () ->
                Boolean.TRUE.equals(
                    browser.run(
                        "return [...document.querySelectorAll('#rows svg .l1')]"
                            + ".some(area => area.getAttribute('d'))")));
    assertThat(browser.run("return window.loaded")).isEqualTo("once");
    browser.picture("details-dark");
    browser.screen(1280, 900, "light");
    browser.picture("details-light");
  }

  @Test
  void aSymbolIsInvalidatedByTheOneWhoHasTheToken() {
    app.ask("quote IBM");
    page.openRule("quotes");
    page.control("quotes", "input").sendKeys("IBM");
    page.control("quotes", "button[text()='Invalidate symbol']").click();
    page.awaitResult("quotes", text -> text.contains("Type the token first"));
    page.typeToken("wrong");
    page.control("quotes", "button[text()='Invalidate symbol']").click();
    page.awaitResult("quotes", text -> text.contains("the token is wrong"));
    // The console tells of each 401 by itself.
    assertThat(browser.takeComplaints()).allMatch(text -> text.contains("401")).isNotEmpty();
    long version = upstream.change("IBM");
    assertThat(app.askNumber("quote IBM")).isLessThan(version);

    page.typeToken(port.token());
    page.control("quotes", "button[text()='Invalidate symbol']").click();
    page.awaitResult("quotes", text -> text.contains("Invalidated IBM in quotes"));

    assertThat(app.askNumber("quote IBM")).isEqualTo(version);
  }

  @Test
  void allOfARuleIsInvalidatedWhenOneIsSure() {
    app.ask("quote MSFT");
    long version = upstream.change("MSFT");
    page.typeToken(port.token());
    page.openRule("quotes");

    page.control("quotes", "button[text()='Invalidate all']").click();
    assertThat(app.askNumber("quote MSFT")).isLessThan(version);
    page.control("quotes", "button[contains(text(), 'Really')]").click();
    page.awaitResult("quotes", text -> text.contains("Invalidated all of quotes"));

    assertThat(app.askNumber("quote MSFT")).isEqualTo(version);
  }

  @Test
  void aModeIsSwitchedAndRolledBack() {
    page.typeToken(port.token());
    page.openRule("quotes");
    app.ask("quote SAP");

    page.control("quotes", "option[text()='off']").click();
    page.control("quotes", "button[text()='Switch mode']").click();
    page.awaitResult("quotes", text -> text.contains("place of digest"));
    AgentJvm.awaiting("the mode").until(() -> page.marks("quotes").contains("off"));
    long calls = upstream.calls("SAP");
    app.ask("quote SAP");
    assertThat(upstream.calls("SAP")).isEqualTo(calls + 1);

    page.find("#rollback").click();
    page.find("#rollback").click();
    page.awaitText("#file-result", text -> text.contains("place of digest"));
    AgentJvm.awaiting("the mode").until(() -> !page.marks("quotes").contains("off"));
    app.ask("quote SAP");
    app.ask("quote SAP");
    assertThat(upstream.calls("SAP")).isLessThanOrEqualTo(calls + 2);
  }

  @Test
  void theFileIsReadAgain() {
    page.typeToken(port.token());
    page.find("#reload").click();
    page.awaitText("#file-result", text -> text.contains("is in force already"));
    page.find("#file summary").click();
    page.awaitText("#text", text -> text.contains("method: com.acme.md.QuoteClient#getQuote"));
    assertThat(page.text("#text")).doesNotContain(port.token());
  }

  @Test
  void theUseOfABudgetIsShown() {
    for (int i = 0; i < HITS; i++) {
      app.ask("quote BUDGET" + i);
    }

    page.awaitText("#budgets", text -> text.contains("exchange: in use of 5,000 per 1 s"));
    AgentJvm.awaiting("what the calls have used").until(() -> usedOfAMinute() >= HITS);
    browser.picture("budgets");
  }

  /** From a tile such as "exchange: in use of 200,000 per 60 s", "57 of 200,000". */
  private static long usedOfAMinute() {
    Object text =
        browser.run(
            "return [...document.querySelectorAll('#budgets div')]"
                + ".find(tile => tile.firstChild.textContent.endsWith('per 60 s'))"
                + ".lastChild.textContent");
    return Long.parseLong(String.valueOf(text).replaceFirst(" of .*", "").replace(",", ""));
  }

  @Test
  void anOutageOfRedisIsShownAndItsEnd() throws IOException {
    redis.kill();
    page.awaitText("#health", text -> text.startsWith("Degraded: Redis is out"));
    page.awaitText("#redis-tiles", text -> text.contains("out"));
    page.awaitText("#changes", text -> text.contains("→ out"));
    browser.picture("redis-out");

    redis.start();
    page.awaitText("#health", text -> text.startsWith("Up ·"));
    page.awaitText("#changes", text -> text.matches("(?s).* → synced.*→ out.*"));
    browser.picture("redis-back");
  }

  @Test
  void aProcessThatDoesNotAnswerIsShownUntilItDoes() {
    app.pause();
    try {
      page.awaitText("#silence", text -> text.contains("doesn't answer since"));
      assertThat(page.text("#health")).isEqualTo("No answer");
      browser.picture("no-answer");
    } finally {
      app.resume();
    }
    page.awaitText("#health", text -> text.startsWith("Up ·"));
    assertThat(page.isShown("#silence")).isFalse();
  }

  @Test
  void itFitsANarrowScreen() {
    browser.screen(360, 740, "dark");
    page = StatusPage.at(port.url() + "/", browser);
    page.openRule("quotes");
    page.openRule("books");
    page.find("#file summary").click();

    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
    browser.picture("narrow");
  }

  @Test
  void theKeyboardIsEnough() {
    browser.run("document.activeElement.blur()");
    pressTabUntil("document.activeElement.id === 'filter'");
    browser.press("quo");
    page.awaitText("#count", text -> text.equals("1 of 4 rules"));
    pressTabUntil("document.activeElement.textContent === 'quotes'");
    browser.press(Keys.ENTER);
    page.awaitDetail("quotes", text -> text.contains("Bound methods"));
    pressTabUntil("document.activeElement.placeholder === 'symbol'");
    browser.press("AAPL", Keys.ENTER);
    page.awaitResult("quotes", text -> text.contains("Type the token first"));
    assertThat(browser.focused().getAttribute("id")).isEqualTo("token-text");
    browser.press(port.token(), Keys.ENTER);
    pressTabUntil("document.activeElement.textContent === 'Invalidate symbol'");
    browser.press(Keys.SPACE);
    page.awaitResult("quotes", text -> text.contains("Invalidated AAPL in quotes"));
    assertThat(
            browser.run(
                "const button = [...document.querySelectorAll('button')]"
                    + ".find(each => each.textContent === 'Invalidate symbol'); button.focus();"
                    + " return getComputedStyle(button).outlineStyle"))
        .isEqualTo("solid");
  }

  private void pressTabUntil(String there) {
    for (int i = 0; i < 60; i++) {
      if (Boolean.TRUE.equals(browser.run("return " + there))) {
        return;
      }
      browser.press(Keys.TAB);
    }
    throw new AssertionError("the keyboard doesn't get to where " + there);
  }

  @Test
  void nothingElseRunsInThePage() {
    assertThatThrownBy(
            () -> browser.run("document.body.innerHTML = '<img src=x onerror=stolen=1>'"))
        .isInstanceOf(JavascriptException.class)
        .hasMessageContaining("TrustedHTML");
    browser.takeRequests();
    browser.run(
        "const link = document.createElement('link'); link.rel = 'stylesheet';"
            + " link.href = 'http://127.0.0.1:1/x.css'; document.head.append(link)");

    AgentJvm.awaiting("a refusal of the browser's")
        .until(
            () ->
                browser.takeComplaints().stream()
                    .anyMatch(text -> text.contains("Content Security Policy")));
    assertThat(browser.run("return typeof stolen")).isEqualTo("undefined");
    browser.open(port.url() + "/");
    browser.takeRequests();
    browser.open(port.url() + "/");
  }
}
