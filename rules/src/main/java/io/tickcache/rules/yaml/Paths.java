package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.ValuePath;

/** A path to a value of a call, such as {@code arg0.symbol}, from the starts that make sense. */
final class Paths extends Kind<ValuePath> {
  private static final String HELP =
      "a path is `arg0` or `this`, then `.name` for each property to go through";

  private static final String ARGUMENT_HELP =
      "a path is `arg0`, then `.name` for each property to go through";

  private static final String ANSWER_HELP =
      "the symbol of an answer is a path such as `return.symbol`";

  private final boolean fromQuestion;
  private final boolean fromReceiver;
  private final boolean fromAnswer;

  private Paths(boolean fromQuestion, boolean fromReceiver, boolean fromAnswer) {
    this.fromQuestion = fromQuestion;
    this.fromReceiver = fromReceiver;
    this.fromAnswer = fromAnswer;
  }

  /** What is known before the call: its arguments and its receiver. */
  static Paths ofQuestion() {
    return new Paths(true, true, false);
  }

  /** What is known after the call: the answer too. */
  static Paths ofAnsweredCall() {
    return new Paths(true, true, true);
  }

  static Paths ofArguments() {
    return new Paths(true, false, false);
  }

  static Paths ofArgumentsAndAnswer() {
    return new Paths(true, false, true);
  }

  static Paths ofAnswer() {
    return new Paths(false, false, true);
  }

  @Override
  ValuePath read(Scalar scalar) throws Unfit {
    if (!ValuePath.starts(scalar.text())) {
      throw new Unfit(
          DiagnosticCode.R014, scalar.shown() + " does not start with " + starts(), help(scalar));
    }
    ValuePath path = parse(scalar);
    if (path.root() == ValuePath.Root.RETURN && !fromAnswer) {
      throw new Unfit(
          DiagnosticCode.R009, "a `return` path is not supported here yet", null, "return");
    }
    if (path.root() != ValuePath.Root.RETURN && !fromQuestion) {
      throw new Unfit(
          DiagnosticCode.R014, scalar.shown() + " does not start with `return`", ANSWER_HELP);
    }
    if (path.root() == ValuePath.Root.THIS && !fromReceiver) {
      throw new Unfit(
          DiagnosticCode.R014,
          scalar.shown() + " does not start with an argument",
          "to leave the receiver out of the key write `receiver: ignore`");
    }
    return path;
  }

  /** Where a path may start here. */
  private String starts() {
    if (!fromQuestion) {
      return "`return`";
    }
    if (fromReceiver) {
      return "an argument" + (fromAnswer ? ", `this` or `return`" : " or `this`");
    }
    return "an argument" + (fromAnswer ? " or `return`" : "");
  }

  private String help(Scalar scalar) {
    if (fromQuestion) {
      return fromReceiver ? HELP : ARGUMENT_HELP;
    }
    String meant = "return." + scalar.text();
    return scalar.isAsWritten() && isPath(meant) ? "write `" + meant + "`" : ANSWER_HELP;
  }

  private static boolean isPath(String text) {
    try {
      ValuePath.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static ValuePath parse(Scalar scalar) throws Unfit {
    try {
      return ValuePath.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      throw new Unfit(DiagnosticCode.R014, scalar.complaint(e, " is not a path"), HELP);
    }
  }
}
