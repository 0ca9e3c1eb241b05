package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;

/** A whole number within limits; underscores may group its digits. */
final class WholeNumbers extends Kind<Integer> {
  private static final int MOST_DIGITS = 12;

  private final int least;
  private final int most;

  WholeNumbers(int least, int most) {
    this.least = least;
    this.most = most;
  }

  @Override
  Integer read(Scalar scalar) throws Unfit {
    String digits = scalar.text().replace("_", "");
    if (digits.isEmpty() || Decimals.digits(digits, 0) < digits.length()) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " is not a whole number", null);
    }
    long number = digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    if (number < least || number > most) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " is not between `" + least + "` and `" + most + "`",
          null);
    }
    return (int) number;
  }
}
