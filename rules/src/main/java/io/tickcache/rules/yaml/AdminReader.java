package io.tickcache.rules.yaml;

import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.HostPort;
import org.jspecify.annotations.Nullable;

/** Reads the {@code admin} section. */
final class AdminReader {
  static final Vocabulary SETTINGS = Vocabulary.of("listen", "token", "symbols");

  private static final String HELP = "write `admin: {listen: 127.0.0.1:9464}`";
  private static final String MEND =
      "add `token: \"${TICKCACHE_TOKEN}\"`, or listen on `127.0.0.1`";

  private AdminReader() {}

  /** The settings, or null after a report. */
  static @Nullable AdminSettings read(YamlValue admin) {
    Section section = Section.open(admin, " in `admin`", SETTINGS, HELP);
    if (section == null) {
      return null;
    }
    String said = section.read("token", new Token());
    Switch symbols = section.read("symbols", new Choice<>(Switch.class));
    HostPort listen = section.read("listen", new ListenAddress());
    if (!section.has("listen")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`admin` has no `listen`")
              .at(admin.namePlace())
              .help("say where the port is opened: `listen: 127.0.0.1:9464`"));
    }
    String token = said == null || said.isEmpty() ? null : said;
    if (listen == null) {
      return null;
    }
    if (token == null && !AdminSettings.isLoopback(listen)) {
      reportOpen(section, said != null);
      return null;
    }
    return new AdminSettings(listen, token, symbols == Switch.ON);
  }

  /** A token that was said, and wrong, has its report already. */
  private static void reportOpen(Section section, boolean empty) {
    if (empty) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R008, "`token` is empty, and `listen` lets other hosts in")
              .at(section.place("token"))
              .also(section.place("listen"), "other hosts reach this address")
              .help("set the variable or the file that it comes from, or listen on `127.0.0.1`"));
    } else if (!section.has("token")) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R005, "`listen` lets other hosts in, and there is no `token`")
              .at(section.place("listen"))
              .help(MEND));
    }
  }

  /** What a header of HTTP can carry. Empty text can only come from a reference. */
  private static final class Token extends Kind<String> {
    @Override
    String read(Scalar scalar) throws Unfit {
      String text = scalar.text();
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
          throw new Unfit(
              DiagnosticCode.R008,
              "the token holds a space, or a character that no HTTP header can carry",
              "make it of letters, digits and signs of ASCII");
        }
      }
      return text;
    }
  }
}
