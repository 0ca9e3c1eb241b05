package io.tickcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Values;
import java.util.List;

/** Texts for quotes, one a symbol, and the questions for them. */
final class Quotes implements Values {

  static final String CACHE = "quotes";

  private Quotes() {}

  static Question[] questions() {
    Quotes values = new Quotes();
    Question[] questions = new Question[Symbols.NUMBER];
    String[] symbols = Symbols.all();
    for (int i = 0; i < Symbols.NUMBER; i++) {
      RemoteKey remote = new RemoteKey(CACHE, symbols[i], "1");
      questions[i] = new Question(symbols[i], symbols[i], values, remote);
    }
    return questions;
  }

  @Override
  public Kept keep(Object value) {
    return new Kept() {
      @Override
      public Object answer() {
        return value;
      }

      @Override
      public Object held() {
        return value;
      }

      @Override
      public long bytes() {
        return 0;
      }

      @Override
      public boolean shared() {
        return true;
      }
    };
  }

  @Override
  public Kept snapshot(Object value) {
    return keep(value);
  }

  @Override
  public List<String> differences(Object one, Object other) {
    throw new UnsupportedOperationException("nothing is compared here");
  }

  @Override
  public byte[] encode(Object value) {
    return value.toString().getBytes(UTF_8);
  }

  @Override
  public Object decode(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, UTF_8);
  }
}
