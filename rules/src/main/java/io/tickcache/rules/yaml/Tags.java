package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every meter bears, by name. Each becomes a label, an attribute or a part of a name. */
final class Tags {
  /** Those that meters have by themselves, and those that Prometheus gives a meaning. */
  static final List<String> OWN =
      Arrays.asList(
          "rule",
          "level",
          "result",
          "reason",
          "state",
          "direction",
          "field",
          "digest",
          "quantile",
          "le");

  private static final String HELP = "write `tags: {desk: fx}`";
  private static final int MOST = 16;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 128;

  private Tags() {}

  /** The tags, or null if there is none or, after a report, they are wrong. */
  static @Nullable Map<String, String> read(@Nullable YamlValue value) {
    Map<String, YamlValue> said = value == null ? null : value.settings(HELP);
    if (value == null || said == null) {
      return null;
    }
    if (said.size() > MOST) {
      value
          .reading()
          .report(
              Diagnostic.error(
                      DiagnosticCode.R008,
                      "`tags` has " + said.size() + " tags, and every meter bears them all")
                  .at(value.namePlace())
                  .help("keep to " + MOST + " at most"));
      return null;
    }
    Map<String, String> tags = new LinkedHashMap<>();
    Map<String, YamlValue> labels = new HashMap<>();
    for (YamlValue tag : said.values()) {
      String name = tag.nameAs(new TagName());
      String text = tag.as(new TagValue());
      if (name != null && text != null && isNew(tag, labels) && !text.isEmpty()) {
        tags.put(name, text);
      }
    }
    return tags;
  }

  /** Prometheus knows no dots. */
  private static boolean isNew(YamlValue tag, Map<String, YamlValue> labels) {
    YamlValue first = labels.put(tag.name().replace('.', '_'), tag);
    if (first == null) {
      return true;
    }
    tag.reading()
        .report(
            Diagnostic.error(
                    DiagnosticCode.R007,
                    "`" + tag.name() + "` and `" + first.name() + "` are one label for Prometheus")
                .at(tag.namePlace())
                .also(first.namePlace(), "first said here"));
    return false;
  }

  private static final class TagName extends Kind<String> {
    @Override
    String read(Scalar scalar) throws Unfit {
      String text = scalar.text();
      boolean fits = !text.isEmpty() && text.length() <= LONGEST_NAME && isLetter(text.charAt(0));
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        fits &= isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
      }
      if (!fits) {
        throw new Unfit(
            DiagnosticCode.R010,
            scalar.shown() + " is not the name of a tag",
            "begin with a letter, and go on with letters, digits, `_` and `.`, 64 at most");
      }
      if (OWN.contains(text)) {
        throw new Unfit(
            DiagnosticCode.R008,
            scalar.shown() + " is a tag that meters have by themselves",
            "take another name");
      }
      return text;
    }

    private static boolean isLetter(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
  }

  /** Empty text can only come from a reference, and then means that there is no such tag. */
  private static final class TagValue extends Kind<String> {
    @Override
    String read(Scalar scalar) throws Unfit {
      String text = scalar.text();
      boolean fits = text.length() <= LONGEST_VALUE;
      for (int i = 0; i < text.length(); i++) {
        fits &= !Character.isISOControl(text.charAt(i));
      }
      if (!fits) {
        throw new Unfit(
            DiagnosticCode.R008,
            scalar.shown() + " is too long for a tag, or holds the end of a line",
            "keep to " + LONGEST_VALUE + " characters of one line");
      }
      return text;
    }
  }
}
