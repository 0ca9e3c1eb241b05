/** What the exchange's quotes are at any moment, by seeds and the time alone. */
package io.tickcache.sample.exchange.market;
