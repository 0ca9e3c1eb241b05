package io.tickcache.rules;

/**
 * The kinds of mistakes, by their stable codes. R001 to R019 are found in the text alone, R020 and
 * above when the rules meet classes.
 */
public enum DiagnosticCode {
  R001("the file can't be read"),
  R002("the text is not YAML"),
  R003("the version is missing or unknown"),
  R004("unknown setting"),
  R005("a setting is missing"),
  R006("a value of another kind is needed"),
  R007("said twice"),
  R008("the value is not one that the setting takes"),
  R009("not supported yet"),
  R010("not a name"),
  R011("two rules govern one method"),
  R012("not a method pattern"),
  R013("a method that is never woven"),
  R014("not a path"),
  R015("settings contradict each other"),
  R016("a reference leads nowhere"),
  R017("the file has no rules"),
  R018("the file is beyond a limit"),
  R019("a setting without effect"),
  R020("no class matches the rule"),
  R021("no method matches the rule"),
  R022("an overload can't be bound"),
  R023("the symbol must be named"),
  R024("a path leads to no property"),
  R025("a part of the key has no identity"),
  R026("a result that can't outlive its call"),
  R027("a class can't be woven"),
  R028("an answer that can't be taken apart");

  private final String title;

  DiagnosticCode(String title) {
    this.title = title;
  }

  /** What went wrong, in a few words. */
  public String title() {
    return title;
  }
}
