package com.acme.console;

import com.acme.md.BookClient;
import com.acme.md.ContextClient;
import com.acme.md.FeedClient;
import com.acme.md.FuturesClient;
import com.acme.md.HttpQuoteSource;
import com.acme.md.LockedClient;
import com.acme.md.PrimitiveClient;
import com.acme.md.QuoteSource;
import com.acme.md.Rates;
import com.acme.md.ReferenceClient;
import com.acme.md.VenueClient;
import java.util.Map;

/** One command for each other kind of client. */
final class ClientCommands {

  private final Lazy<QuoteSource> source = new Lazy<>(() -> new HttpQuoteSource());
  private final Lazy<FuturesClient> futures = new Lazy<>(() -> new FuturesClient());
  private final Lazy<FeedClient> feed = new Lazy<>(() -> new FeedClient());
  private final Lazy<BookClient> books = new Lazy<>(() -> new BookClient());
  private final Lazy<PrimitiveClient> primitives = new Lazy<>(() -> new PrimitiveClient());
  private final Lazy<ReferenceClient> references = new Lazy<>(() -> new ReferenceClient());
  private final Lazy<LockedClient> locked = new Lazy<>(() -> new LockedClient());
  private final Lazy<ContextClient> context = new Lazy<>(() -> new ContextClient());
  private final Lazy<VenueClient> first = new Lazy<>(() -> new VenueClient("first"));
  private final Lazy<VenueClient> second = new Lazy<>(() -> new VenueClient("second"));

  void addTo(Map<String, Command> commands) {
    commands.put("interface", words -> "" + source.get().read(words[1]));
    commands.put("inherited", words -> "" + futures.get().last(words[1]));
    commands.put("base", words -> "" + feed.get().last(words[1]));
    commands.put("static", words -> "" + Rates.rate(words[1]));
    commands.put("book", words -> books.get().book(words[1]));
    commands.put("depth", words -> books.get().book(words[1], Integer.parseInt(words[2])));
    commands.put("primitives", words -> primitives(primitives.get(), words[1]));
    commands.put("null", words -> "" + references.get().issuer(words[1]));
    commands.put("locked", words -> locked(locked.get(), words[1]));
    commands.put("context", words -> context(context.get(), words[1]));
    commands.put("venue-1", words -> first.get().quote(words[1]));
    commands.put("venue-2", words -> second.get().quote(words[1]));
  }

  private static String locked(LockedClient client, String symbol) {
    return client.read(symbol) + " " + client.wasLocked();
  }

  private static String context(ContextClient client, String symbol) {
    return client.read(symbol) + " " + client.ranHere();
  }

  private static String primitives(PrimitiveClient client, String symbol) {
    long volume = client.volume(symbol);
    int lots = client.lots(symbol);
    double price = client.price(symbol);
    float factor = client.factor(symbol);
    boolean halted = client.halted(symbol);
    char grade = client.grade(symbol);
    short tick = client.tick(symbol);
    byte level = client.level(symbol);
    return volume
        + (" " + lots)
        + (" " + price)
        + (" " + factor)
        + (" " + halted)
        + (" " + grade)
        + (" " + tick)
        + (" " + level);
  }
}
