package io.tickcache.sample.exchange.limit;

import java.util.function.IntUnaryOperator;

/**
 * What the requests of an exchange weigh.
 *
 * @param batch the weight of one request for the quotes of so many symbols
 */
public record Weights(int quote, IntUnaryOperator batch, int order) {
  /** Every request weighs one. */
  static final Weights PER_REQUEST = new Weights(1, symbols -> 1, 1);

  /** A batch weighs what its symbols would have weighed one by one. */
  static final Weights PER_SYMBOL = new Weights(1, symbols -> symbols, 1);
}
