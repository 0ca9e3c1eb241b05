package io.tickcache.agent.cli;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** By what it is decided what rules should do next. */
final class Criteria {

  @Option(
      names = "--worth",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "The share of calls that a cache has to answer for a rule to go on; 20%% unless it is"
              + " said.")
  double worth = 0.2;

  @Option(
      names = "--off-below",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "A rule that observes is switched off where a cache would answer less; none is unless it"
              + " is said.")
  double offBelow;

  @Option(
      names = "--may-differ",
      paramLabel = "FIELD",
      split = ",",
      description =
          "Fields that change by themselves, such as price, as `shadow` names them. A rule goes on"
              + " to cache, too, where answers differed in none but these.")
  Set<String> mayDiffer = new LinkedHashSet<>();

  @Option(
      names = "--limit",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "The share of answers that may differ in the fields of --may-differ; 1%% unless it is"
              + " said.")
  double limit = 0.01;

  @Option(
      names = "--min-calls",
      paramLabel = "NUMBER",
      description =
          "Nothing is decided by fewer calls, which are counted symbol by symbol in shadow; 1000"
              + " unless it is said.")
  long minCalls = 1000;

  @Option(
      names = "--min-time",
      paramLabel = "TIME",
      converter = Span.class,
      description =
          "Nothing is decided by less time, such as 90s, 10m or 1h; 10m unless it is said.")
  long minSeconds = 600;

  /** Why it is too early to decide; empty where it isn't. */
  String tooEarly(long calls, double seconds) {
    if (calls < minCalls) {
      return Amounts.many(calls)
          + " are fewer than the "
          + Amounts.many(minCalls)
          + " of --min-calls";
    }
    return seconds < minSeconds
        ? "less than the " + Amounts.span(minSeconds) + " of --min-time"
        : "";
  }

  /** A share such as 20%. */
  static final class Share implements picocli.CommandLine.ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?%")) {
        double share =
            new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2).doubleValue();
        if (share <= 1) {
          return share;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(
          "`" + text + "` is no share; write 20%");
    }
  }

  /** A time such as 10m, in seconds. */
  static final class Span implements picocli.CommandLine.ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if (text.matches("[0-9]{1,6}[smh]")) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        char unit = text.charAt(text.length() - 1);
        return number * (unit == 's' ? 1 : unit == 'm' ? 60 : 3600);
      }
      throw new picocli.CommandLine.TypeConversionException(
          "`" + text + "` is no time; write 90s, 10m or 1h");
    }
  }
}
