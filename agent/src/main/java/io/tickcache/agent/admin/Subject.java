package io.tickcache.agent.admin;

import io.tickcache.rules.Rule;
import java.util.Map;

/** The rule and the symbol that a query names. Immutable. */
final class Subject {

  final Rule rule;
  final String symbol;

  private Subject(Rule rule, String symbol) {
    this.rule = rule;
    this.symbol = symbol;
  }

  /**
   * @param path where the query came to, for those who are told its form
   */
  static Subject of(InForce inForce, String path, String query) throws WrongQueryException {
    String form = "write `" + path + "?rule=RULE&symbol=SYMBOL`";
    Map<String, String> parameters = Query.parse(query, form);
    String name = parameters.remove("rule");
    String symbol = parameters.remove("symbol");
    if (name == null || symbol == null || symbol.isEmpty() || !parameters.isEmpty()) {
      throw new WrongQueryException(400, form);
    }
    return new Subject(rule(inForce, name), symbol);
  }

  static Rule rule(InForce inForce, String name) throws WrongQueryException {
    Rule rule = inForce.rules.rule(name);
    if (rule == null) {
      throw new WrongQueryException(404, "there is no rule of this name; /status lists them");
    }
    return rule;
  }
}
