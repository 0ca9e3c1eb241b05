package com.acme.prices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceAdapters;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.marketdata.MarketDataService;

/** The exchange as this application sees it: one market-data service of XChange. Thread-safe. */
final class Venue {

  /** The pairs that this application trades. */
  static final List<CurrencyPair> WATCH_LIST =
      pairs(
          "BTC/USDT",
          "ETH/USDT",
          "BNB/USDT",
          "XRP/USDT",
          "ADA/USDT",
          "SOL/USDT",
          "DOT/USDT",
          "LTC/USDT",
          "TRX/USDT",
          "LINK/USDT",
          "ETH/BTC",
          "BNB/BTC",
          "XRP/BTC",
          "ADA/BTC",
          "SOL/BTC",
          "DOT/BTC",
          "LTC/BTC",
          "TRX/BTC",
          "LINK/BTC",
          "BTC/EUR");

  private final MarketDataService service;

  private Venue(MarketDataService service) {
    this.service = service;
  }

  /** Binance's client, pointed at a server of this machine. */
  static Venue at(int port) {
    ExchangeSpecification specification = new ExchangeSpecification(BinanceExchange.class);
    specification.setSslUri("http://127.0.0.1:" + port);
    specification.setHost("127.0.0.1");
    specification.setPort(port);
    specification.setShouldLoadRemoteMetaData(false);
    Exchange exchange = ExchangeFactory.INSTANCE.createExchange(specification);
    for (CurrencyPair pair : WATCH_LIST) {
      // Without the remote meta-data nobody tells the client what the venue's symbols mean.
      String symbol = pair.getBase().getCurrencyCode() + pair.getCounter().getCurrencyCode();
      BinanceAdapters.putSymbolMapping(symbol, pair);
    }
    return new Venue(exchange.getMarketDataService());
  }

  @SuppressWarnings("deprecation") // what most code that uses XChange still calls
  Ticker byPair(CurrencyPair pair) throws IOException {
    return service.getTicker(pair);
  }

  Ticker byInstrument(Instrument instrument) throws IOException {
    return service.getTicker(instrument);
  }

  private static List<CurrencyPair> pairs(String... names) {
    List<CurrencyPair> pairs = new ArrayList<>();
    for (String name : names) {
      pairs.add(new CurrencyPair(name));
    }
    return Collections.unmodifiableList(pairs);
  }
}
