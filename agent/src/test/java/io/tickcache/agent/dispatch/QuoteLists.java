package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Answers with elements that name their symbols, in many an order. Each says in which of the calls
 * it was made; `?` has none, unless the order names it.
 */
@SuppressWarnings("unused")
class QuoteLists {
  private final List<Object> asked = new ArrayList<>();
  private String order = "";

  /** A client with a method of these, and with one for one symbol that shares the entries. */
  static Object client(World world, String method) {
    Rule rule =
        rule("quotes", QuoteLists.class, method)
            .symbols(ValuePath.parse("arg0"))
            .resultSymbol(ValuePath.parse("return.symbol"))
            .shared(true)
            .build();
    Rule single = rule("single", QuoteLists.class, "single").cache("quotes").shared(true).build();
    return world.client(QuoteLists.class, rule, single);
  }

  static Object ask(Object client, String method, String symbols) throws Throwable {
    return Calls.call(client, method, List.of(symbols.split(" ", -1)));
  }

  List<Object> asked() {
    return asked;
  }

  /** In this order the client's own answers are from now on. */
  void order(String symbols) {
    order = symbols;
  }

  Quote single(String symbol) {
    return asAsked(List.of(symbol)).stream().findFirst().orElse(null);
  }

  List<Quote> asAsked(List<String> symbols) {
    asked.add(new ArrayList<>(symbols));
    List<Quote> quotes = new ArrayList<>();
    for (String symbol : symbols) {
      if (!symbol.equals("?") || order.contains("?")) {
        quotes.add(new Quote(symbol, symbol + "@" + asked.size()));
      }
    }
    return quotes;
  }

  List<Quote> units(List<TimeUnit> units) {
    List<String> names = new ArrayList<>();
    for (TimeUnit unit : units) {
      names.add(unit.name());
    }
    return asAsked(names);
  }

  List<Quote> sorted(List<String> symbols) {
    List<Quote> answer = asAsked(symbols);
    answer.sort(Comparator.comparing(quote -> quote.symbol));
    return answer;
  }

  List<Quote> sortedLater(List<String> symbols) {
    return asked.isEmpty() ? asAsked(symbols) : sorted(symbols);
  }

  List<Quote> by(List<String> symbols, String order) {
    List<Quote> answer = sorted(symbols);
    Collections.reverse(answer);
    answer.sort(Comparator.comparing(quote -> order.indexOf(quote.symbol)));
    return answer;
  }

  List<Quote> listed(List<String> symbols) {
    return by(symbols, order);
  }

  CompletableFuture<List<Quote>> later(List<String> symbols) {
    return CompletableFuture.completedFuture(listed(symbols));
  }

  Set<Quote> set(List<String> symbols) {
    return new HashSet<>(asAsked(symbols));
  }

  List<Quote> distinct(List<String> symbols) {
    List<Quote> answer = asAsked(symbols);
    Set<String> seen = new TreeSet<>();
    answer.removeIf(quote -> !seen.add(quote.symbol));
    return answer;
  }

  List<String> unnamedDistinct(List<String> symbols) {
    Set<String> texts = new LinkedHashSet<>();
    for (Quote quote : asAsked(symbols)) {
      texts.add(quote.toString());
    }
    return new ArrayList<>(texts);
  }

  public static class Quote {
    public final String symbol;
    private final String text;

    public Quote(String symbol, String text) {
      this.symbol = symbol;
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
