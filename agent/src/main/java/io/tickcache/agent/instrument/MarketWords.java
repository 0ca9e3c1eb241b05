package io.tickcache.agent.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by the words in a name what it is about: {@code getOrderBook} is made of {@code get},
 * {@code order} and {@code book}.
 */
final class MarketWords {

  private static final Set<String> SYMBOLS =
      words("symbol sym ticker instrument pair isin ric cusip sedol security underlying");
  private static final Set<String> DATA =
      words(
          "quote price ticker tick trade snapshot depth orderbook book rate candle kline ohlc ohlcv"
              + " bar nbbo bid ask spread marketdata");

  /** Last words of types that are about market data and aren't any. */
  private static final Set<String> NO_DATA =
      words(
          "request client service source feed provider gateway api factory builder listener handler"
              + " limiter limit exception error type config params adapter mapper converter key id"
              + " resource registry");

  /** First words of methods that change something, or only turn one form into another. */
  private static final Set<String> NO_QUESTION =
      words(
          "set add put remove delete update place cancel submit send on handle parse to from create"
              + " build adapt convert map with is has equals compare write log print validate register"
              + " subscribe unsubscribe new of value format encode decode append apply accept publish"
              + " emit store save clear reset close round scale calculate compute");

  /** Names of what must be exact now, or is nobody else's business. */
  private static final Set<String> PRIVATE =
      words("my user account order fee commission balance position margin wallet");

  private static final Set<String> QUESTION =
      words("get fetch load query find request lookup read poll retrieve latest last current");
  private static final Set<String> CLIENTS =
      words(
          "client service feed source gateway market data api provider rest repository connector");
  private static final Set<String> NO_CLIENTS =
      words("adapter adapters builder factory converter mapper parser util utils helper test mock");

  private static final Set<String> LISTENERS =
      words("callback listener handler observer subscriber consumer continuation");

  /** Those that are told of one answer, rather than of all that come. */
  private static final Set<String> CALLBACKS = words("callback listener handler consumer");

  /** Names of what leads from one part of an answer to the next. */
  private static final Set<String> PAGES = words("page pagination paging cursor next token offset");

  private MarketWords() {}

  static boolean nameSymbol(String name) {
    return containsAny(split(name), SYMBOLS);
  }

  /** Whether a type of this simple name is market data. */
  static boolean nameData(String type) {
    List<String> words = split(type);
    return containsAny(words, DATA) && !NO_DATA.contains(words.get(words.size() - 1));
  }

  /** Whether a method of this name answers with market data. */
  static boolean askForData(String method) {
    return containsAny(split(method), DATA);
  }

  /** Whether a name is about the trader's own state. */
  static boolean namePrivate(String name) {
    List<String> words = split(name);
    for (int i = 0; i < words.size(); i++) {
      if (PRIVATE.contains(words.get(i)) && !isPair(words, i, DATA)) {
        return true;
      }
    }
    return false;
  }

  static boolean changeOrConvert(String method) {
    return NO_QUESTION.contains(split(method).get(0));
  }

  static boolean ask(String method) {
    return QUESTION.contains(split(method).get(0));
  }

  static boolean nameClient(String type) {
    return containsAny(split(type), CLIENTS);
  }

  /** Whether something of a type of this name is told of answers. */
  static boolean nameListener(String type) {
    List<String> words = split(type);
    return LISTENERS.contains(words.get(words.size() - 1));
  }

  /** Whether something of a type of this name may be told of one answer. */
  static boolean nameCallback(String type) {
    List<String> words = split(type);
    return CALLBACKS.contains(words.get(words.size() - 1));
  }

  /** Whether what has this name may be more than one. */
  static boolean nameSeveral(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("s") || lower.endsWith("csv") || lower.endsWith("list");
  }

  /** Whether what has this name tells that an answer is one page of several. */
  static boolean namePage(String name) {
    return containsAny(split(name), PAGES);
  }

  static boolean nameTool(String type) {
    return containsAny(split(type), NO_CLIENTS);
  }

  /** The words of a name in lower case, in the singular; never empty. */
  static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= name.length(); i++) {
      if (i == name.length() || startsWord(name, i)) {
        String word = singular(name.substring(from, i).toLowerCase(Locale.ROOT));
        if (!word.isEmpty()) {
          words.add(word);
        }
        from = i;
      }
    }
    return words.isEmpty() ? Collections.singletonList("") : words;
  }

  private static boolean startsWord(String name, int at) {
    char before = name.charAt(at - 1);
    char here = name.charAt(at);
    if (!Character.isLetter(here) || !Character.isLetter(before)) {
      return Character.isLetter(here) || Character.isLetter(before);
    }
    boolean acronymEnds =
        Character.isUpperCase(before)
            && Character.isUpperCase(here)
            && at + 1 < name.length()
            && Character.isLowerCase(name.charAt(at + 1));
    return acronymEnds || (Character.isUpperCase(here) && !Character.isUpperCase(before));
  }

  private static String singular(String word) {
    String letters = word.replaceAll("[^a-z]", "");
    return letters.length() > 3 && letters.endsWith("s")
        ? letters.substring(0, letters.length() - 1)
        : letters;
  }

  private static boolean containsAny(List<String> words, Set<String> wanted) {
    for (int i = 0; i < words.size(); i++) {
      if (wanted.contains(words.get(i)) || isPair(words, i, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word and its next are one that is wanted: order book, market data. */
  private static boolean isPair(List<String> words, int at, Set<String> wanted) {
    return at + 1 < words.size() && wanted.contains(words.get(at) + words.get(at + 1));
  }

  private static Set<String> words(String list) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(list.split(" "))));
  }
}
