package io.tickcache.rules.yaml;

import io.tickcache.rules.Callback;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.ValuePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a method hands out its answer by a callback. */
final class CallbackReader {
  static final Vocabulary SETTINGS =
      Vocabulary.of("arg", "success", "value", "failure", "executor");

  private static final int LAST_PARAMETER = 254;

  private CallbackReader() {}

  /** Null after a report if it can't be told which method of which argument is meant. */
  static @Nullable Callback read(YamlValue value, String rule) {
    Section section = Section.open(value, " in `callback` of rule `" + rule + "`", SETTINGS);
    if (section == null) {
      return null;
    }
    require(section, value, "arg", "arg1");
    require(section, value, "success", "onSuccess");
    Integer argument = section.read("arg", new Arguments());
    String success = section.read("success", new MethodNames());
    int position = section.read("value", new WholeNumbers(0, LAST_PARAMETER), 0);
    String failure = section.read("failure", new MethodNames());
    ValuePath executor = section.read("executor", Paths.ofQuestion());
    if (success != null && success.equals(failure)) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "`success` and `failure` are the same method")
              .at(section.place("failure"))
              .also(section.place("success"), "first said here"));
    }
    return argument == null || success == null
        ? null
        : Callback.of(argument, success, position, failure, executor);
  }

  private static void require(Section section, YamlValue value, String setting, String example) {
    if (!section.has(setting)) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`callback` has no `" + setting + "`")
              .at(value.place())
              .help("add one, such as `" + setting + ": " + example + "`"));
    }
  }

  /** Reports what a rule says of the callback that only its `callback` may say. */
  static void refuseInKey(
      Section section, Callback callback, String setting, List<Placed<ValuePath>> paths) {
    for (Placed<ValuePath> path : paths) {
      if (path.value().argument() == callback.argument()) {
        section.report(
            Diagnostic.error(
                    DiagnosticCode.R015,
                    "`" + path.value() + "` in `" + setting + "` is the callback")
                .at(path.place())
                .also(section.place("callback"), "said here")
                .help("leave it out: a callback is never part of the key"));
      }
    }
  }

  /** A whole argument. */
  private static final class Arguments extends Kind<Integer> {
    @Override
    Integer read(Scalar scalar) throws Unfit {
      ValuePath path = Paths.parse(scalar);
      if (path.root() != ValuePath.Root.ARGUMENT || !path.steps().isEmpty()) {
        throw new Unfit(
            DiagnosticCode.R014,
            scalar.shown() + " is not an argument",
            "name the argument that is the callback, such as `arg1`");
      }
      return path.argument();
    }
  }
}
