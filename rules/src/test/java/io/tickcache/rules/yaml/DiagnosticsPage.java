package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code docs/diagnostics.md} from the codes themselves. Each example is what the reader
 * says about a small file.
 */
final class DiagnosticsPage {
  static final Path PAGE = Path.of("..", "docs", "diagnostics.md");

  private static final String FILE = "market-data.yaml";

  private static final String HEAD =
      """
      # Diagnostics

      Every mistake in the [rules file](rules.md) has a code that stays the same from version to version. Codes up to R019 come from the text
      alone, the others from the classes that the rules meet. This page is generated from `DiagnosticCode`.
      """;

  private DiagnosticsPage() {}

  public static void main(String... none) throws IOException {
    Files.writeString(PAGE, text());
  }

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (DiagnosticCode code : DiagnosticCode.values()) {
      page.append("\n## ").append(code).append(": ").append(code.title()).append("\n\n");
      page.append(code.meaning()).append('\n').append(code.mend()).append('\n');
      String file = file(code);
      if (file != null) {
        page.append("\n```\n").append(outcome(file).render()).append("```\n");
      }
    }
    return page.toString();
  }

  /** What comes of reading the text; an empty one stands for a file that isn't there. */
  static Outcome outcome(String file) {
    return file.isEmpty()
        ? RulesFile.load(new File("missing", FILE), FixedEnvironment.EMPTY)
        : RulesFile.read(FILE, file, FixedEnvironment.EMPTY);
  }

  /** A file with this mistake and no other, or null for mistakes that take classes to be found. */
  static String file(DiagnosticCode code) {
    return switch (code) {
      case R001 -> "";
      case R002 -> "version: 1\nrules: quotes: com.acme.md.QuoteClient#getQuote\n";
      case R003 -> "version: 2\n";
      case R004 -> rule("tll: 250ms");
      case R005 -> "version: 1\nrules:\n  quotes:\n    ttl: 250ms\n";
      case R006 -> rule("key: arg1");
      case R007 -> rule("ttl: 5s", "ttl: 250ms");
      case R008 -> rule("ttl: 5 seconds");
      case R009 -> rule("symbols: arg0", "callback: {arg: arg1, success: done}");
      case R010 ->
          "version: 1\nrules:\n  quoteBatch: {method: com.acme.md.QuoteClient#getQuotes}\n";
      case R011 -> rule() + "  prices:\n    method: com.acme.md.QuoteClient#getQuote(String)\n";
      case R012 -> "version: 1\nrules:\n  quotes: {method: com.acme.md.QuoteClient.getQuote}\n";
      case R013 -> "version: 1\nrules:\n  quotes: {method: java.net.http.HttpClient#send}\n";
      case R014 -> rule("symbol: arg0.getSymbol()");
      case R015 -> rule("ttl: 5s", "l1-ttl: 10s");
      case R016 -> "version: 1\nredis:\n  uri: redis://${REDIS_HOST}\n" + rules();
      case R017 -> "version: 1\nrules: {}\n";
      case R018 -> "version: 1\nrules: " + "[".repeat(31) + "]".repeat(31) + "\n";
      case R019 -> rule("degraded-ttl: 1s");
      case R020, R021, R022, R023, R024, R025, R026, R027, R028, R029 -> null;
    };
  }

  private static String rule(String... settings) {
    StringBuilder rule = new StringBuilder("version: 1\n").append(rules());
    for (String setting : settings) {
      rule.append("    ").append(setting).append('\n');
    }
    return rule.toString();
  }

  private static String rules() {
    return "rules:\n  quotes:\n    method: com.acme.md.QuoteClient#getQuote(String)\n";
  }
}
