package io.tickcache.sample.exchange;

/** Answers the requests of traders: the limit first, then the market. Knows nothing of HTTP. */
final class Endpoints {
  private static final int WEIGHT = 1;

  private final Market market;
  private final RateLimiter limiter;
  private final ExchangeStats stats;

  Endpoints(Market market, RateLimiter limiter, ExchangeStats stats) {
    this.market = market;
    this.limiter = limiter;
    this.stats = stats;
  }

  Reply quote(String address, String query) {
    return limited(address, () -> quote(Form.parse(query)));
  }

  Reply order(String address, String body) {
    return limited(address, () -> order(Form.parse(body)));
  }

  String statsJson() {
    return stats.toJson(limiter.bans());
  }

  /** Forgets limits, bans and counters; prices go on. */
  void reset() {
    limiter.reset();
    stats.reset();
  }

  private Reply limited(String address, Question question) {
    Verdict verdict = limiter.admit(address, WEIGHT);
    Reply reply =
        verdict == Verdict.ALLOWED
            ? answer(question)
            : Reply.error(verdict.status(), text(verdict));
    stats.answered(reply.status());
    return reply;
  }

  private static String text(Verdict verdict) {
    return verdict == Verdict.BANNED ? "address is banned" : "too many requests";
  }

  private static Reply answer(Question question) {
    try {
      return question.answer();
    } catch (IllegalArgumentException e) {
      return Reply.error(400, "bad request");
    }
  }

  private Reply quote(Form form) {
    String symbol = form.text("symbol");
    if (!Market.isSymbol(symbol)) {
      return Reply.error(400, "unknown symbol");
    }
    stats.quoted(symbol);
    return Reply.ok(market.quote(symbol).toJson());
  }

  private Reply order(Form form) {
    String symbol = form.text("symbol");
    int quantity = Integer.parseInt(form.text("quantity"));
    if (!Market.isSymbol(symbol) || quantity <= 0) {
      return Reply.error(400, "bad order");
    }
    Quote after = market.fill(symbol, form.text("side").equals("BUY"), quantity);
    stats.filled();
    return Reply.ok(
        "{\"symbol\":\"%s\",\"price\":%s,\"sequence\":%d,\"time\":%d}"
            .formatted(symbol, after.last(), after.sequence(), after.timeMillis()));
  }

  private interface Question {
    Reply answer();
  }
}
