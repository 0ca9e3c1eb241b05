package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.time.Duration;

/** What calls do beyond a budget, as the time that they wait: {@code wait 250ms}, {@code call}. */
final class WaitingTime extends Kind<Duration> {
  private static final String WAIT = "wait ";
  private static final String HELP = "write `wait 250ms` or `call`";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  Duration read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    if (text.equals("call")) {
      return Duration.ZERO;
    }
    if (text.equals("stale")) {
      throw new Unfit(DiagnosticCode.R009, scalar.shown() + " is not supported yet", HELP);
    }
    if (!text.startsWith(WAIT)) {
      throw new Unfit(
          DiagnosticCode.R008, scalar.shown() + " is not one of `wait` and `call`", HELP);
    }
    Duration time = Durations.aboveZero().read(scalar.part(text.substring(WAIT.length()).trim()));
    if (time.compareTo(LONGEST) > 0) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is more than `wait 10m`", null);
    }
    return time;
  }
}
