package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.HostPort;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address that a port is opened at, {@code HOST:PORT}, an IPv6 address in brackets. */
final class ListenAddress extends Kind<HostPort> {
  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\\]):([0-9]+)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final int HIGHEST_PORT = 65_535;
  private static final String HELP = "write host and port: `127.0.0.1:9464`";

  @Override
  HostPort read(Scalar scalar) throws Unfit {
    Matcher form = FORM.matcher(scalar.text());
    if (!form.matches()) {
      throw new Unfit(
          DiagnosticCode.R008, scalar.shown() + " is not a host and a port", help(scalar));
    }
    String name = form.group(1);
    if (name != null && NUMBERS.matcher(name).matches() && !IPV4.matcher(name).matches()) {
      throw new Unfit(DiagnosticCode.R008, scalar.shown() + " holds an address that is none", HELP);
    }
    String digits = form.group(3);
    if (digits.length() > 5 || Integer.parseInt(digits) > HIGHEST_PORT) {
      throw new Unfit(
          DiagnosticCode.R008,
          scalar.shown() + " has a port that is not between `0` and `65535`",
          null);
    }
    return new HostPort(name == null ? form.group(2) : name, Integer.parseInt(digits));
  }

  /** Who names a port alone gets the address that only this host reaches. */
  private static String help(Scalar scalar) {
    boolean port = scalar.isAsWritten() && DIGITS.matcher(scalar.text()).matches();
    return port ? "write host and port: `127.0.0.1:" + scalar.text() + "`" : HELP;
  }
}
