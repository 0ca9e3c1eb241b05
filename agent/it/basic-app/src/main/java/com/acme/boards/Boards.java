package com.acme.boards;

import com.acme.md.Exchange;
import com.acme.md.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the exchange answers, put into the forms in which clients hand it on. */
public final class Boards {

  private Boards() {}

  public static Map<String, Quote> byId(List<String> symbols) {
    Map<String, Quote> byId = new LinkedHashMap<>();
    for (Quote quote : quotes(symbols)) {
      byId.put("id-" + quote.getSymbol().hashCode(), quote);
    }
    return byId;
  }

  public static Map<String, Quote> bySymbol(List<String> symbols) {
    Map<String, Quote> bySymbol = new TreeMap<>();
    for (Quote quote : quotes(symbols)) {
      bySymbol.put(quote.getSymbol(), quote);
    }
    return bySymbol;
  }

  public static QuotePage page(List<String> symbols) {
    return new QuotePage(quotes(symbols));
  }

  public static BoardResponse<BoardResult> response(List<String> symbols) {
    return new BoardResponse<>(symbols.size(), new BoardResult(quotes(symbols)));
  }

  private static List<Quote> quotes(List<String> symbols) {
    List<Quote> quotes = new ArrayList<>();
    for (String symbol : symbols) {
      Quote quote = new Quote();
      quote.setSymbol(symbol);
      quote.setVersion(Exchange.ask(symbol));
      quotes.add(quote);
    }
    return quotes;
  }
}
