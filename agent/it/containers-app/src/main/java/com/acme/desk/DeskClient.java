package com.acme.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the exchange: one request for each symbol. */
public class DeskClient {

  private final String url;

  public DeskClient(String url) {
    this.url = url;
  }

  public DeskQuote quote(String symbol) throws IOException {
    return asked(symbol);
  }

  public DeskQuote quote(DeskRequest request) throws IOException {
    return asked(request.getSymbol());
  }

  public List<DeskQuote> quotes(List<String> symbols) throws IOException {
    List<DeskQuote> quotes = new ArrayList<>();
    for (String symbol : symbols) {
      quotes.add(asked(symbol));
    }
    return quotes;
  }

  public CompletableFuture<DeskQuote> promised(String symbol) throws IOException {
    return CompletableFuture.completedFuture(asked(symbol));
  }

  public String order(DeskRequest request) {
    return request.getSymbol();
  }

  private DeskQuote asked(String symbol) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url + "/" + symbol).openConnection();
    connection.setRequestProperty("Connection", "close");
    try (BufferedReader body =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      DeskQuote quote = new DeskQuote();
      quote.setSymbol(symbol);
      quote.setVersion(Long.parseLong(body.readLine()));
      return quote;
    }
  }
}
