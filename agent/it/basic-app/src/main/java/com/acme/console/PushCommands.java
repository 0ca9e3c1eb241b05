package com.acme.console;

import com.acme.feed.Listener;
import com.acme.md.AsyncQuoteClient;
import com.acme.md.Quote;
import com.acme.md.QuoteCallback;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers that come by themselves: by callbacks, and from a feed. */
final class PushCommands {

  private static final long PATIENCE_SECONDS = 60;

  private final AsyncQuoteClient client = new AsyncQuoteClient();
  private final Listener listener = new Listener();

  void addTo(Map<String, Command> commands) {
    commands.put("call-back", words -> ask(words[1], 1));
    commands.put("call-back-at-once", words -> ask(words[1], Integer.parseInt(words[2])));
    commands.put("push", words -> push(words[1], Long.parseLong(words[2])));
  }

  /** The version and the thread of each callback. */
  private String ask(String symbol, int callers) throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    for (int i = 0; i < callers; i++) {
      client.getQuote(symbol, new Heard(heard));
    }
    StringJoiner all = new StringJoiner(" ");
    for (int i = 0; i < callers; i++) {
      all.add(String.valueOf(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)));
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
