package io.tickcache.rules;

/**
 * The kinds of mistakes, by their stable codes. R001 to R019 are found in the text, R020 and above
 * when the rules meet classes. {@code docs/diagnostics.md} is generated from this.
 */
public enum DiagnosticCode {
  R001(
      "the file can't be read",
      "The file is missing, is a directory, is not UTF-8 text, or this process may not read it.",
      "Check the path and who may read it; save the file as UTF-8."),
  R002(
      "the text is not YAML",
      "Reading stopped at the place that the message shows, so nothing behind it was looked at.",
      "Indent with spaces, all settings of a block alike, and put text that holds `: ` or starts"
          + " with a sign between quotes."),
  R003(
      "the version is missing or unknown",
      "The file doesn't say which version of the format it is written in, or names one that this"
          + " agent doesn't know, in which settings may mean something else.",
      "Start the file with `version: 1`."),
  R004(
      "unknown setting",
      "There is no setting of this name here. It is misspelled, or indented into the wrong block.",
      "Take the suggested name, or look the setting up in the tables of the reference."),
  R005(
      "a setting is missing",
      "Nothing can stand in for the setting: what a rule governs, where Redis is, the other half of a"
          + " pair such as `username` and `password`, or the `token` of a port that other hosts reach.",
      "Add the setting that the message names."),
  R006(
      "a value of another kind is needed",
      "A setting takes text, a list or further settings. This one has another of the three, no"
          + " value at all, or a value with a tag.",
      "Write text (`5s`), a list (`[a, b]`) or settings (`name: value`), as the message says."),
  R007(
      "said twice",
      "The same setting, rule or path stands in two places of one block.",
      "Keep one of the two places."),
  R008(
      "the value is not one that the setting takes",
      "The text is not the duration, percentage, number, time, address, file or word that the setting"
          + " is about, or it is beyond a limit.",
      "Write it in the form that the help shows, within the limits that the message names."),
  R009(
      "not supported yet",
      "The setting is documented, and this version can't do what it asks for. It is refused, since"
          + " to ignore it could mean wrong answers.",
      "Take it out. The end of the reference lists all that this version refuses."),
  R010(
      "not a name",
      "Names of rules and the namespace become part of keys and channels, so not every character"
          + " may stand in them.",
      "Use the characters that the message lists."),
  R011(
      "two rules govern one method",
      "Only one rule can answer a call. The agent tells this too where the patterns of two rules"
          + " meet in one method, and where a method that a rule governs also invalidates.",
      "Remove one of the rules, or narrow its type or parameters."),
  R012(
      "not a method pattern",
      "The text is not of the form `TYPE#METHOD` or `TYPE#METHOD(PARAMETERS)`, or a part of it is"
          + " no name. Wildcards may stand in the type only.",
      "Write it like `com.acme.QuoteClient#getQuote(String)`."),
  R013(
      "a method that is never woven",
      "Classes of the JDK and of the agent, constructors and native methods stay as they are.",
      "Name the client method that makes the call."),
  R014(
      "not a path",
      "A path leads to a value of the call. This one starts with nothing that a call has, or goes on"
          + " with something that is no name.",
      "Start with `arg0` or `this`, then write `.name` for each property, without parentheses."),
  R015(
      "settings contradict each other",
      "Two places of the file can't both hold, and neither is more likely to be meant.",
      "Change one of the two places."),
  R016(
      "a reference leads nowhere",
      "The variable of a `${...}` is not set and has no default, its file can't be read, or it is"
          + " not written as a reference is. So it is with a file of `tls` that can't be read.",
      "Set the variable, give it a default (`${NAME:-default}`), or make the file readable."),
  R017(
      "the file has no rules",
      "Without a rule the agent has nothing to do.",
      "Name a first rule under `rules`."),
  R018(
      "the file is beyond a limit",
      "A rules file has at most 1 MiB, also with its aliases written out and its references"
          + " replaced, 30 levels, 50 aliases of blocks, and 10,000 mistakes that are looked at.",
      "Say what many rules share under `defaults`, and keep to the limit."),
  R019(
      "a setting without effect",
      "The setting needs another one that the file doesn't have. The agent tells this too where the"
          + " methods of a rule leave a setting nothing to do. This is a warning: the rules are in"
          + " force without it.",
      "Remove it, or add what it needs: the `redis` section, or an address with Sentinels."),
  R020(
      "no class matches the rule",
      "No class that was loaded is of the type that the rule names.",
      "Check the type's name. A class that is not loaded yet is not a mistake."),
  R021(
      "no method matches the rule",
      "The class is of the type that the rule names, and none of its methods is the one that the"
          + " rule asks for.",
      "Compare with the methods that the message lists; `(..)` matches any parameters."),
  R022(
      "an overload can't be bound",
      "The rule means several overloads. All of them must bind, and one can't.",
      "Name the parameters of the overloads that are meant."),
  R023(
      "the symbol must be named",
      "The method has several arguments, and the rule doesn't say which of them is the symbol.",
      "Add `symbol` with one of the arguments."),
  R024(
      "a path leads to no property",
      "The method has no such argument or receiver, or the value there has no such property.",
      "Count arguments from `arg0`, and take one of the properties that the message lists."),
  R025(
      "a part of the key has no identity",
      "A key is compared by value. This part of it has no equality by value, or the rule doesn't say"
          + " whether it counts.",
      "Name the property that counts in `symbol` or `key`, or put the argument in `ignore`."),
  R026(
      "a result that can't outlive its call",
      "The method returns nothing, or something that serves one caller only, such as a stream or an"
          + " iterator; or its `callback` is none that can be called from a cache.",
      "Choose a method that returns the data itself, or mend the `callback` by what the message"
          + " says."),
  R027(
      "a class can't be woven",
      "The message says what keeps the agent from it. The class's calls go upstream.",
      "Mend what the message names, or narrow the rule so that it leaves the class out."),
  R028(
      "an answer that can't be taken apart",
      "The method asks for many symbols, and what it returns doesn't hold an answer for each of them"
          + " in a way that can be told.",
      "Name a method that returns a map, a list, a set or an array, or an object around one, with"
          + " `result-symbol` where its elements name their symbols."),
  R029(
      "an update or invalidation that fits no entry",
      "`update-on` hands over an answer for a symbol, but what the rule keeps is told apart by more"
          + " than the symbol and the receiver's class. Or, as a warning: by its declared type, the"
          + " symbol of `update-on` or `invalidate-on` is of another kind than those of the rule, or"
          + " the value is no answer of the rule's method; the note says what is dropped then.",
      "Write `invalidate-on` in place of `update-on`: the next caller loads the newer answer. Or let"
          + " `symbol` and `value` lead to what the rule's method asks for and answers.");

  private final String title;
  private final String meaning;
  private final String mend;

  DiagnosticCode(String title, String meaning, String mend) {
    this.title = title;
    this.meaning = meaning;
    this.mend = mend;
  }

  /** What went wrong, in a few words. */
  public String title() {
    return title;
  }

  /** What went wrong, in whole sentences. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, in whole sentences. */
  public String mend() {
    return mend;
  }
}
