package io.tickcache.rules.yaml;

import io.tickcache.rules.Allowance;
import io.tickcache.rules.DiagnosticCode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much is allowed within which time, such as {@code 1200 per 1m}. */
final class Allowances extends Kind<Allowance> {
  private static final String HELP = "write `1200 per 1m`, or a list: `[20 per 1s, 1200 per 1m]`";
  private static final Pattern FORM = Pattern.compile("(\\S+) +per +(\\S+)");
  private static final WholeNumbers AMOUNTS = new WholeNumbers(1, 1_000_000);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final long NANOS_OF_MILLI = 1_000_000;

  @Override
  Allowance read(Scalar scalar) throws Unfit {
    Matcher parts = FORM.matcher(scalar.text());
    if (!parts.matches()) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is not a budget", HELP);
    }
    Duration period = Durations.aboveZero().read(scalar.part(parts.group(2)));
    if (period.compareTo(LONGEST) > 0) {
      throw new Unfit(
          DiagnosticCode.R008, scalar.shown(parts.group(2)) + " is more than a day", null);
    }
    if (period.toNanos() % NANOS_OF_MILLI != 0) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown(parts.group(2)) + " is not a whole number of milliseconds",
          null);
    }
    return new Allowance(AMOUNTS.read(scalar.part(parts.group(1))), period);
  }
}
