package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;

/** What calls do beyond a budget: {@code stale}, {@code wait 250ms}, {@code call}. */
final class Exhaustions extends Kind<WhenExhausted> {
  private static final String WAIT = "wait ";
  private static final String HELP = "write `stale`, `wait 250ms` or `call`";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  WhenExhausted read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    if (text.equals("stale")) {
      return WhenExhausted.STALE;
    }
    if (text.equals("call")) {
      return WhenExhausted.CALL;
    }
    if (!text.startsWith(WAIT)) {
      throw new Unfit(
          DiagnosticCode.R008, scalar.shown() + " is not one of `stale`, `wait` and `call`", HELP);
    }
    Duration time = Durations.aboveZero().read(scalar.part(text.substring(WAIT.length()).trim()));
    if (time.compareTo(LONGEST) > 0) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is more than `wait 10m`", null);
    }
    return WhenExhausted.waiting(time);
  }
}
