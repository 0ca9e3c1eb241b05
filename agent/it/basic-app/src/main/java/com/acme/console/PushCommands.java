package com.acme.console;

import com.acme.feed.Listener;
import com.acme.md.AsyncQuoteClient;
import com.acme.md.Quote;
import com.acme.md.QuoteCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers that come by themselves: by callbacks and promises, and from a feed. */
final class PushCommands {

  private static final long PATIENCE_SECONDS = 60;

  private final AsyncQuoteClient client = new AsyncQuoteClient();
  private final Listener listener = new Listener();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  void addTo(Map<String, Command> commands) {
    commands.put("call-back", words -> callBack(words[1]));
    commands.put("ask-at-once", words -> ask(words[1], Integer.parseInt(words[2])));
    commands.put("called-back", words -> heard(Integer.parseInt(words[1])));
    commands.put("promises", words -> promises(words[1], Integer.parseInt(words[2])));
    commands.put("push", words -> push(words[1], Long.parseLong(words[2])));
  }

  private String callBack(String symbol) throws InterruptedException {
    ask(symbol, 1);
    return heard(1);
  }

  private String ask(String symbol, int callers) {
    for (int i = 0; i < callers; i++) {
      client.getQuote(symbol, new Heard(heard));
    }
    return "asked";
  }

  /** The version and the thread of each of the next callbacks. */
  private String heard(int callers) throws InterruptedException {
    StringJoiner all = new StringJoiner(" ");
    for (int i = 0; i < callers; i++) {
      all.add(String.valueOf(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    }
    return all.toString();
  }

  /** Asks so many times at once, and waits for all of the versions. */
  private String promises(String symbol, int callers) throws Exception {
    List<CompletableFuture<Quote>> promises = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      promises.add(client.promise(symbol));
    }
    StringJoiner all = new StringJoiner(" ");
    for (CompletableFuture<Quote> promise : promises) {
      all.add("" + promise.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getVersion());
    }
    return all.toString();
  }

  /** A quote from the feed; the feed uses its object again for the next one. */
  private String push(String symbol, long version) {
    Quote quote = new Quote();
    quote.setSymbol(symbol);
    quote.setVersion(version);
    listener.onQuote(quote);
    quote.setVersion(-1);
    return "heard " + listener.heard();
  }

  private static final class Heard implements QuoteCallback<Quote> {
    private final BlockingQueue<String> heard;

    private Heard(BlockingQueue<String> heard) {
      this.heard = heard;
    }

    @Override
    public void onSuccess(Quote answer) {
      heard.add(answer.getVersion() + "@" + Thread.currentThread().getName());
    }

    @Override
    public void onFailure(Exception failure) {
      heard.add(failure.getMessage().replace(' ', '-') + "@" + Thread.currentThread().getName());
    }
  }
}
