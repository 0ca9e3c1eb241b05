package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.math.BigDecimal;

/** A percentage, such as {@code 5%}, within limits. */
final class Percentages extends Kind<Double> {
  private static final String HELP = "write a number and `%`, such as `5%`";
  private static final int MOST_DIGITS = 8;

  private final int least;
  private final int most;

  Percentages(int least, int most) {
    this.least = least;
    this.most = most;
  }

  @Override
  Double read(Scalar scalar) throws Unfit {
    String text = scalar.text();
    int digits = Decimals.length(text);
    if (digits == 0 || digits > MOST_DIGITS) {
      throw notOne(scalar);
    }
    if (digits == text.length()) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " has no `%`",
          scalar.isAsWritten() ? "write `" + percent(text) + "%`" : HELP);
    }
    if (!text.substring(digits).equals("%")) {
      throw notOne(scalar);
    }
    double percent = Double.parseDouble(text.substring(0, digits));
    if (percent < least || percent > most) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " is not between `" + least + "%` and `" + most + "%`",
          null);
    }
    return percent;
  }

  /** Nobody wants less than one in a hundred: such a number is a share of one. */
  private static String percent(String text) {
    BigDecimal number = new BigDecimal(text);
    boolean share = number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0;
    return share ? number.movePointRight(2).stripTrailingZeros().toPlainString() : text;
  }

  private static Unfit notOne(Scalar scalar) {
    return new Unfit(DiagnosticCode.R008, scalar.shown() + " is not a percentage", HELP);
  }
}
