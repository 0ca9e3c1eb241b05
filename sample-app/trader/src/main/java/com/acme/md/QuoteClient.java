package com.acme.md;

import com.acme.http.BlockingHttp;
import com.acme.http.HttpReply;
import java.io.IOException;

/** Asks the exchange for quotes, one blocking HTTP call each. Thread-safe. */
public class QuoteClient {
  private final String exchangeUrl;

  public QuoteClient(String exchangeUrl) {
    this.exchangeUrl = exchangeUrl;
  }

  /** The exchange's current quote for the symbol. */
  public Quote getQuote(String symbol) throws QuoteException {
    HttpReply reply = ask(symbol);
    if (!reply.isOk()) {
      throw new QuoteException("exchange refused " + symbol, reply.getStatus());
    }
    try {
      return QuoteParser.parse(reply.getBody());
    } catch (IllegalArgumentException e) {
      throw new QuoteException("unreadable quote for " + symbol, e);
    }
  }

  private HttpReply ask(String symbol) throws QuoteException {
    try {
      return BlockingHttp.get(exchangeUrl + "/quote?symbol=" + symbol);
    } catch (IOException e) {
      throw new QuoteException("exchange did not answer for " + symbol, e);
    }
  }
}
