package com.acme.console;

import com.acme.boards.BoardClient;
import com.acme.boards.BoardResponse;
import com.acme.boards.BoardResult;
import com.acme.boards.Boards;
import com.acme.boards.QuotePage;
import com.acme.md.Quote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Quotes of many symbols, in one form or another, as text in which all that counts can be seen. */
final class BoardCommands {

  private final Lazy<BoardClient> client = new Lazy<>(() -> new BoardClient());

  void addTo(Map<String, Command> commands) {
    commands.put("board", words -> board(words[1], symbols(words[2])));
    commands.put("boards-at-once", words -> atOnce(words[1], words[2].split(";", -1)));
    commands.put("own-board", words -> own(words[1], symbols(words[2])));
    commands.put("board-count", words -> "" + client.get().response(symbols(words[1])).getCount());
  }

  private static List<String> symbols(String text) {
    return Arrays.asList(text.split(",", -1));
  }

  private String board(String form, List<String> symbols) throws Exception {
    switch (form) {
      case "by-id":
        return text(client.get().byId(symbols));
      case "page":
        return text(client.get().page(symbols));
      case "response":
        return text(client.get().response(symbols).getResult().getList());
      case "later":
        return text(client.get().later(symbols).get());
      default:
        throw new IllegalArgumentException(form);
    }
  }

  /** What the client would answer, past the client. */
  private static String own(String form, List<String> symbols) {
    switch (form) {
      case "by-id":
        return text(Boards.byId(symbols));
      case "page":
        return text(Boards.page(symbols));
      case "response":
        BoardResponse<BoardResult> response = Boards.response(symbols);
        return text(response.getResult().getList());
      case "later":
        return text(Boards.bySymbol(symbols));
      default:
        throw new IllegalArgumentException(form);
    }
  }

  /** Asks for each list of symbols in a thread of its own; the answers in that order. */
  private String atOnce(String form, String[] lists) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(lists.length);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (String list : lists) {
        calls.add(() -> board(form, symbols(list)));
      }
      StringJoiner answers = new StringJoiner(";");
      for (Future<String> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers.toString();
    } finally {
      threads.shutdown();
    }
  }

  private static String text(QuotePage page) {
    return page.getClass().getSimpleName() + text(page.getQuotes());
  }

  private static String text(List<Quote> quotes) {
    StringJoiner text = new StringJoiner(" ", "[", "]");
    for (Quote quote : quotes) {
      text.add(text(quote));
    }
    return text.toString();
  }

  private static String text(Map<String, Quote> quotes) {
    StringJoiner text = new StringJoiner(" ", quotes.getClass().getSimpleName() + "{", "}");
    for (Map.Entry<String, Quote> quote : quotes.entrySet()) {
      text.add(quote.getKey() + "=" + text(quote.getValue()));
    }
    return text.toString();
  }

  private static String text(Quote quote) {
    return quote.getSymbol() + ":" + quote.getVersion();
  }
}
