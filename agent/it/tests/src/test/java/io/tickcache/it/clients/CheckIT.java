package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.harness.AgentCommand;
import io.tickcache.it.harness.Compiled;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar's command line, beside applications that are not running. */
class CheckIT {

  private static final String BASIC_APP = System.getProperty("tickcache.it.basic-app");
  private static final PackedApp XCHANGE = PackedApp.of("xchange-app", "com.acme.prices.Prices");

  private static final String LOUD =
      """
      package com.acme;

      public class Client {
        static {
          Trace.leave("client");
        }

        public Quote getQuote(String symbol) {
          return Quote.NONE;
        }
      }
      """;

  private static final String LOUD_QUOTE =
      """
      package com.acme;

      public class Quote extends Base {
        static final Quote NONE = new Quote();

        private double price = Trace.leave("quote");
        private Side side = Side.BID;

        enum Side {
          BID;

          static {
            Trace.leave("side");
          }
        }
      }
      """;

  private static final String BASE =
      """
      package com.acme;

      public class Base {
        static {
          Trace.leave("base");
        }
      }
      """;

  @TempDir private Path folder;

  private Path rules(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("tickcache.yaml"),
        "version: 1\nrules:\n  " + String.join("\n  ", lines) + "\n");
  }

  @Test
  void theRulesOfTheBasicApplicationAreTold() throws IOException {
    Path file =
        rules(
            "quotes:",
            "  method: com.acme.md.QuoteClient#getQuote(String)",
            "  invalidate-on:",
            "    - method: com.acme.orders.OrderService#placeOrder",
            "      symbol: arg0.symbol",
            "source: {method: com.acme.md.QuoteSource#read}",
            "futures: {method: com.acme.md.FuturesClient#last}",
            "venues: {method: 'com.acme.*.VenueClient#quote', receiver: this.venue}");

    AgentCommand check = AgentCommand.run("check", file, "--classpath", BASIC_APP);

    assertThat(check.errors()).isEmpty();
    assertThat(check.status()).isZero();
    assertThat(check.out())
        .contains(
            """
            quotes
              weaves com.acme.md.QuoteClient.getQuote(String)
                key:    arg0
                values: copied for each caller; their `notes` can be changed
                L2:     yes (the file has no `redis`)
              invalidated by com.acme.orders.OrderService.placeOrder(Order)
                symbol: arg0.symbol
            """)
        .contains("source\n  weaves com.acme.md.HttpQuoteSource.read(String)\n")
        .contains("futures\n  weaves com.acme.md.FeedClient.last(String)\n")
        .contains("    key:    arg0, this.venue\n    values: shared; nothing can change them\n")
        .endsWith(": 4 rules, 4 methods; no mistakes\n");
  }

  @Test
  void mistakesEndWithOneAndWarningsWithZero() throws IOException {
    Path wrong = rules("books: {method: com.acme.md.BookClient#book}");
    AgentCommand refused = AgentCommand.run("check", wrong, "--classpath", BASIC_APP);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out())
        .contains("error[R022]: rule `books` is off", "all of them must bind", "1 mistake");

    Path odd = rules("quotes: {method: com.acme.QuoteClient#getQuote}");
    AgentCommand warned = AgentCommand.run("check", odd, "--classpath", BASIC_APP);
    assertThat(warned.status()).isZero();
    assertThat(warned.out())
        .contains("warning[R020]", "did you mean `com.acme.md.QuoteClient`?", "1 warning");
  }

  @Test
  void aThirdPartyClientIsRead() throws IOException {
    assumeXChange();
    Path file =
        rules(
            "tickers:",
            "  method: org.knowm.xchange.service.marketdata.MarketDataService#getTicker",
            "  symbol: arg0");

    AgentCommand check = AgentCommand.run("check", file, "--classpath", XCHANGE.classPath());

    System.out.println(check.out() + "in " + check.millis() + " ms");
    assertThat(check.errors()).isEmpty();
    assertThat(check.status()).isZero();
    assertThat(check.out())
        .contains(
            "weaves org.knowm.xchange.binance.service.BinanceMarketDataService.getTicker("
                + "CurrencyPair, Object[])")
        .contains("org.knowm.xchange.instrument.Instrument")
        .contains("no mistakes");
  }

  @Test
  void aProposalForAThirdPartyClientPassesTheCheck() throws IOException {
    assumeXChange();
    AgentCommand scan = AgentCommand.run("scan", "--classpath", XCHANGE.classPath());

    System.out.println(scan.out() + "in " + scan.millis() + " ms");
    assertThat(scan.errors()).isEmpty();
    assertThat(scan.status()).isZero();
    String wanted =
        "  #   method: org.knowm.xchange.service.marketdata.MarketDataService#getTicker("
            + "CurrencyPair, Object[])\n";
    assertThat(scan.out()).contains(wanted);

    Path file = Files.writeString(folder.resolve("all.yaml"), scan.out().replace("\n  # ", "\n  "));
    AgentCommand check = AgentCommand.run("check", file, "--classpath", XCHANGE.classPath());
    assertThat(check.out()).contains("no mistakes").doesNotContain("warning[");
    assertThat(check.status()).isZero();
  }

  @Test
  void noStaticInitializerRuns() throws Exception {
    Path trace = folder.resolve("trace");
    Path classes =
        Compiled.of(
            folder,
            Map.of(
                "com/acme/Client.java", LOUD,
                "com/acme/Quote.java", LOUD_QUOTE,
                "com/acme/Base.java", BASE,
                "com/acme/Trace.java", trace(trace)));
    Path file = rules("quotes: {method: com.acme.Client#getQuote}");

    AgentCommand check = AgentCommand.run("check", file, "--classpath", classes);
    AgentCommand scan = AgentCommand.run("scan", "--classpath", classes);

    assertThat(check.out()).contains("weaves com.acme.Client.getQuote(String)", "`price`");
    assertThat(scan.out()).contains("com.acme.Client#getQuote(String)");
    assertThat(trace).doesNotExist();
    initialise("com.acme.Client", classes);
    assertThat(trace).as("what an initializer leaves").exists();
  }

  private static void initialise(String type, Path classes) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      Class.forName(type, true, loader);
    }
  }

  private static String trace(Path file) {
    return """
        package com.acme;

        public class Trace {
          static double leave(String who) {
            try {
              new java.io.FileOutputStream("%s", true).close();
            } catch (java.io.IOException e) {
              throw new IllegalStateException(e);
            }
            return 1;
          }
        }
        """
        .formatted(file.toString().replace("\\", "\\\\"));
  }

  @Test
  void aMissingFileIsAMistake() throws IOException {
    AgentCommand check =
        AgentCommand.run("check", folder.resolve("none.yaml"), "--classpath", BASIC_APP);

    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).startsWith("error[R001]").doesNotContain("Exception");
  }

  @Test
  void aClassPathThatDoesNotExistIsAWrongUse() throws IOException {
    Path missing = folder.resolve("missing.jar");

    AgentCommand check = AgentCommand.run("check", anyRules(), "--classpath", missing);

    assertThat(check.status()).isEqualTo(2);
    assertThat(check.errors())
        .isEqualToIgnoringNewLines(
            "tickcache: `"
                + missing
                + "` doesn't exist"
                + "tickcache: nothing on the class path can be read");
  }

  @Test
  void aCorruptJarIsOneLineAndTheRestIsLookedAt() throws IOException {
    Path corrupt = folder.resolve("corrupt.jar");
    byte[] whole = Files.readAllBytes(Path.of(BASIC_APP));
    Files.write(corrupt, java.util.Arrays.copyOf(whole, whole.length / 2));

    AgentCommand check =
        AgentCommand.run(
            "check", anyRules(), "--classpath", corrupt + File.pathSeparator + BASIC_APP);

    assertThat(check.status()).isZero();
    assertThat(check.errors().lines()).hasSize(1);
    assertThat(check.errors()).startsWith("tickcache: `" + corrupt + "` can't be read: ");
    assertThat(check.out()).contains("weaves com.acme.md.QuoteClient.getQuote(String)");
  }

  @Test
  void aCorruptClassIsOneLine() throws IOException {
    Path broken = folder.resolve("broken/com/acme/Broken.class");
    Files.createDirectories(broken.getParent());
    Files.write(broken, new byte[] {1, 2, 3, 4});

    AgentCommand check =
        AgentCommand.run(
            "check",
            anyRules(),
            "--classpath",
            folder.resolve("broken") + File.pathSeparator + BASIC_APP);

    assertThat(check.status()).isZero();
    assertThat(check.errors().lines()).hasSize(1);
    assertThat(check.errors()).startsWith("tickcache: class `com.acme.Broken` in `");
    assertThat(check.out()).contains("weaves com.acme.md.QuoteClient.getQuote(String)");
  }

  @Test
  void aClassWithAMissingSupertypeIsBoundAndItsAnswersCanNotBeTold() throws IOException {
    Path classes =
        Compiled.of(
            folder,
            Map.of(
                "com/acme/Base.java",
                "package com.acme; public class Base {}",
                "com/acme/Client.java",
                "package com.acme; public class Client extends Base {"
                    + " public long price(String symbol) { return 1; } }"));
    Files.delete(classes.resolve("com/acme/Base.class"));

    AgentCommand check =
        AgentCommand.run(
            "check", rules("prices: {method: com.acme.Client#price}"), "--classpath", classes);

    assertThat(check.status()).isZero();
    assertThat(check.out())
        .contains(
            "weaves com.acme.Client.price(String)",
            "values: can't be told: class `com.acme.Base` is missing");
    assertThat(check.errors()).isEmpty();
  }

  @Test
  void aWrongCallIsToldInPlainWords() throws IOException {
    AgentCommand wrong = AgentCommand.run("chekc", "tickcache.yaml");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.errors().lines())
        .containsExactly(
            "tickcache: there is no command `chekc`; did you mean `check`?",
            "`java -jar tickcache-agent.jar --help` tells more");
    assertThat(AgentCommand.run("--version").out()).startsWith("Tickcache 0.");
    assertThat(AgentCommand.run("check", "--help").status()).isZero();
  }

  private Path anyRules() throws IOException {
    return rules("quotes: {method: com.acme.md.QuoteClient#getQuote}");
  }

  private static void assumeXChange() throws IOException {
    assumeThat(JvmUnderTest.version())
        .as("XChange is for Java 11 and newer")
        .isGreaterThanOrEqualTo(11);
  }
}
