package io.tickcache.agent.cli;

/** How long entries of a symbol stay in L1, and by what that was chosen, in words. */
final class TtlChoiceText {

  private static final double SECOND = 1000;

  private TtlChoiceText() {}

  /**
   * @param entry what the agent says of a rule and a symbol
   */
  static String of(JsonObject entry) {
    String name = entry.text("rule") + " " + entry.text("symbol");
    if (!entry.is("asked")) {
      return name + ": the rule has answered no call in this process yet\n";
    }
    if (!entry.has("l1Ttl")) {
      return name + ": `l1-ttl` is what the rules say; `l1-ttl: {max-stale: 5%}` has it chosen\n";
    }
    StringBuilder text = new StringBuilder();
    for (JsonObject choice : entry.objects("l1Ttl")) {
      text.append(name);
      if (!choice.text("key").isEmpty()) {
        text.append(", ").append(choice.text("key"));
      }
      text.append(choice.is("inForce") ? ": stays in L1 for " : ": would stay in L1 for ");
      text.append(time(choice, "millis")).append(bound(choice)).append('\n');
      text.append("  seen: ").append(seen(choice)).append('\n');
      text.append("  aim:  at most ").append(Amounts.percent(choice.number("maxStale")));
      text.append(" of hits out of date; `min` ").append(time(choice, "minMillis"));
      text.append(", `max` ").append(time(choice, "maxMillis")).append('\n');
    }
    return text.length() == 0 ? name + ": not asked for yet\n" : text.toString();
  }

  private static String bound(JsonObject choice) {
    long millis = choice.count("millis");
    return millis == choice.count("minMillis")
        ? ", which is `min`"
        : millis == choice.count("maxMillis") ? ", which is `max`" : "";
  }

  private static String seen(JsonObject choice) {
    long millis = choice.count("seenMillis");
    return millis == 0
        ? "nothing yet"
        : Amounts.counted(Math.round(choice.number("changes")), "change")
            + " in "
            + Amounts.seconds(millis / SECOND);
  }

  private static String time(JsonObject choice, String name) {
    return Amounts.seconds(choice.number(name) / SECOND);
  }
}
