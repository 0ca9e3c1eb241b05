/** How much an address may ask of the exchange, as real providers of market data limit it. */
package io.tickcache.sample.exchange.limit;
