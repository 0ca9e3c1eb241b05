package io.tickcache.sample.exchange;

import io.tickcache.sample.exchange.limit.Decision;
import io.tickcache.sample.exchange.limit.HostUsage;
import io.tickcache.sample.exchange.limit.RateLimiter;
import io.tickcache.sample.exchange.limit.Verdict;
import io.tickcache.sample.exchange.limit.Weights;
import io.tickcache.sample.exchange.market.Market;
import io.tickcache.sample.exchange.market.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers the requests of traders: the limit first, then the market. Answers those who watch the
 * exchange, too, who have no limit. Knows nothing of HTTP.
 */
final class Endpoints {
  private final Market market;
  private final RateLimiter limiter;
  private final Weights weights;
  private final ExchangeStats stats;

  Endpoints(Market market, RateLimiter limiter, Weights weights, ExchangeStats stats) {
    this.market = market;
    this.limiter = limiter;
    this.weights = weights;
    this.stats = stats;
  }

  Reply quote(String address, String query) {
    return limited(address, weights.quote(), () -> quote(Form.parse(query)));
  }

  Reply quotes(String address, String query) {
    List<String> symbols = symbols(query);
    return limited(address, weights.batch().applyAsInt(symbols.size()), () -> quotes(symbols));
  }

  Reply order(String address, String body) {
    return limited(address, weights.order(), () -> order(Form.parse(body)));
  }

  String statsJson() {
    return stats.toJson(limiter.bans());
  }

  /** What each address has used of its limits. */
  String usageJson() {
    return limiter.usage().stream()
        .map(HostUsage::toJson)
        .collect(Collectors.joining(",\n", "{\"hosts\":[\n", "\n]}"));
  }

  /** Since when which sequence of a symbol has held. */
  Reply truth(String query) {
    return answer(() -> truth(Form.parse(query)));
  }

  /** Forgets limits, bans and counters; prices go on. */
  void reset() {
    limiter.reset();
    stats.reset();
  }

  /** Opens the market anew at a moment, by which windows are aligned from then on. */
  void open(long atMillis) {
    market.open(atMillis);
    limiter.reset(atMillis);
    stats.reset();
  }

  private Reply limited(String address, int weight, Question question) {
    Decision decision = limiter.admit(address, weight);
    Reply reply =
        decision.verdict() == Verdict.ALLOWED ? answer(question) : Reply.refused(decision);
    stats.answered(reply.status());
    return reply;
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

  private Reply quotes(List<String> symbols) {
    if (!symbols.stream().allMatch(Market::isSymbol)) {
      return Reply.error(400, "unknown symbol");
    }
    symbols.forEach(stats::quoted);
    return Reply.ok(
        symbols.stream()
            .map(symbol -> market.quote(symbol).toJson())
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static List<String> symbols(String query) {
    try {
      return Arrays.asList(Form.parse(query).text("symbols").split(",", -1));
    } catch (IllegalArgumentException e) {
      return List.of("");
    }
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

  private Reply truth(Form form) {
    String symbol = form.text("symbol");
    if (!Market.isSymbol(symbol)) {
      return Reply.error(400, "unknown symbol");
    }
    return Reply.ok(
        "{\"symbol\":\"%s\",\"since\":%s}"
            .formatted(symbol, Arrays.toString(market.history(symbol)).replace(" ", "")));
  }

  private interface Question {
    Reply answer();
  }
}
