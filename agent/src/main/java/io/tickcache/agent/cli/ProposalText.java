package io.tickcache.agent.cli;

import io.tickcache.rules.Callback;
import io.tickcache.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rules file of proposals, each commented out. Reasons stay comments when a rule no longer is.
 */
final class ProposalText {

  private static final String HEAD =
      "# Methods of the application that look like questions for market data, the likeliest first.\n"
          + "# All rules are commented out. Take the `# ` away from those that are wanted, and ask\n"
          + "# `check FILE --classpath PATH` what they do. Names can't tell whether an answer depends on\n"
          + "# more than the arguments, or how old it may be: that is for you to say. Where an entry of\n"
          + "# a map is guessed to be the symbol, look which one the client reads.\n"
          + "version: 1\n"
          + "\n"
          + "defaults:\n"
          + "  ttl: 5s\n"
          + "\n"
          + "rules:\n";

  private final StringBuilder text = new StringBuilder(HEAD);

  ProposalText(List<Proposal> proposals) {
    for (Proposal proposal : proposals) {
      Rule rule = proposal.rule();
      text.append("\n  ## ").append(proposal.reason()).append('\n');
      for (String hint : proposal.hints()) {
        text.append("  ## ").append(hint).append('\n');
      }
      text.append("  # ").append(rule.name()).append(":\n");
      setting("method", rule.method());
      setting("symbol", rule.symbol());
      setting("symbols", rule.symbols());
      setting("result-symbol", rule.resultSymbol());
      setting("ignore", rule.ignore().isEmpty() ? null : rule.ignore());
      setting("callback", callback(rule.callback()));
    }
    if (proposals.isEmpty()) {
      text.append("  # none was found\n");
    }
  }

  private void setting(String name, @Nullable Object value) {
    if (value != null) {
      text.append("  #   ").append(name).append(": ").append(value).append('\n');
    }
  }

  private static @Nullable String callback(@Nullable Callback callback) {
    if (callback == null) {
      return null;
    }
    String failure = callback.failure();
    return "{arg: arg"
        + callback.argument()
        + ", success: "
        + callback.success()
        + (failure == null ? "" : ", failure: " + failure)
        + "}";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
