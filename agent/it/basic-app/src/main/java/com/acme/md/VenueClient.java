package com.acme.md;

/** One of several clients that differ by where they ask. */
public class VenueClient {
  private final String venue;

  public VenueClient(String venue) {
    this.venue = venue;
  }

  public String getVenue() {
    return venue;
  }

  public String quote(String symbol) {
    return venue + ":" + Exchange.ask(symbol);
  }
}
