package com.acme.boards;

import com.acme.md.Quote;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Asks for the quotes of many symbols, which come in the forms that exchanges have. */
public class BoardClient {

  private final Executor threads = Executors.newFixedThreadPool(4, BoardClient::thread);

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "boards");
    thread.setDaemon(true);
    return thread;
  }

  /** By the exchange's own id. */
  public Map<String, Quote> byId(List<String> symbols) {
    return Boards.byId(symbols);
  }

  public QuotePage page(List<String> symbols) {
    return Boards.page(symbols);
  }

  public BoardResponse<BoardResult> response(List<String> symbols) {
    return Boards.response(symbols);
  }

  public CompletableFuture<Map<String, Quote>> later(List<String> symbols) {
    return CompletableFuture.supplyAsync(() -> Boards.bySymbol(symbols), threads);
  }
}
