package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of answers before there is one. */
class OutlookTest {

  static final AtomicInteger INITIALISED = new AtomicInteger();

  private static Outlook of(String method, HandOutPolicy policy) {
    for (java.lang.reflect.Method declared : Client.class.getDeclaredMethods()) {
      if (declared.getName().equals(method)) {
        Type type = declared.getGenericReturnType();
        return ValueCodec.of(type, OutlookTest.class.getClassLoader(), policy).outlook();
      }
    }
    throw new IllegalArgumentException(method);
  }

  @ParameterizedTest
  @CsvSource({
    "price, shared; nothing can change them",
    "text, shared; nothing can change them",
    "side, shared; nothing can change them",
    "fixed, shared; nothing can change them",
    "bean, copied for each caller; their `levels` can be changed",
    "holder, 'shared where nothing can change their parts, else copied'",
    "levels, copied for each caller; an array can be changed",
    "beans, 'shared where nothing can change them, else copied; their classes decide'",
    "feed, 'shared where nothing can change them, else copied; their classes decide'"
  })
  void callersGetAnAnswerAsItsTypeNeeds(String method, String words) {
    Outlook outlook = of(method, HandOutPolicy.AUTO);

    assertThat(outlook.handOut()).isEqualTo(words);
    assertThat(outlook.refusal()).isNull();
    assertThat(outlook.exceptions()).isEmpty();
  }

  @Test
  void theRuleHasTheFirstWord() {
    assertThat(of("bean", HandOutPolicy.SHARE).handOut()).isEqualTo("shared, as the rule says");
    assertThat(of("price", HandOutPolicy.COPY).handOut())
        .isEqualTo("copied for each caller, as the rule says");
  }

  @ParameterizedTest
  @CsvSource({"price", "bean", "beans", "fixed", "levels", "byName"})
  void whatIsKnownAllTheWayDownCanGoToL2(String method) {
    assertThat(of(method, HandOutPolicy.AUTO).remote()).isEqualTo("yes");
  }

  @Test
  void whatIsOnlyDeclaredIsLearntFromAnAnswer() {
    assertThat(of("holder", HandOutPolicy.AUTO).remote())
        .isEqualTo(
            "yes; what stands for `"
                + Feed.class.getName()
                + "` is read once this process has seen one of its class");
  }

  @ParameterizedTest
  @CsvSource({"print", "done"})
  void recordsAndNothingAtAllAreKept(String method) {
    assertThat(of(method, HandOutPolicy.AUTO).refusal()).isNull();
    assertThat(of(method, HandOutPolicy.AUTO).remote()).isEqualTo("yes");
  }

  @Test
  void aClassIsNamedOnceInItsRefusal() {
    assertThat(of("hidden", HandOutPolicy.AUTO).refusal())
        .isEqualTo(Hidden.class.getName() + ", whose superclass java.util.Random hides its state");
    assertThat(of("thread", HandOutPolicy.AUTO).refusal()).startsWith("java.lang.Thread: bound to");
  }

  @Test
  void aClassOfTheJdkThatCanNotBeCopiedIsRefused() {
    Outlook outlook = of("random", HandOutPolicy.AUTO);

    String sentence = "java.util.Random is a class of the JDK that can't be copied safely";
    assertThat(outlook.refusal()).isEqualTo(sentence);
    assertThat(outlook.handOut()).isEqualTo("refused: " + sentence);
    assertThat(outlook.remote()).isEqualTo("no: " + sentence);
  }

  @Test
  void whoSharesItKeepsItButNotInL2() {
    Outlook outlook = of("random", HandOutPolicy.SHARE);

    assertThat(outlook.refusal()).isNull();
    assertThat(outlook.remote()).startsWith("no: java.util.Random is a class of the JDK");
  }

  @Test
  void aPartThatCanNotBeKeptIsAnException() {
    Outlook outlook = of("session", HandOutPolicy.AUTO);

    assertThat(outlook.refusal()).isNull();
    assertThat(outlook.exceptions())
        .containsExactly(
            Session.class.getName()
                + ": its quotes.thread is a java.lang.Thread: bound to the threads or class loaders"
                + " of this process");
  }

  @Test
  void noClassIsInitialised() {
    Outlook outlook = of("loud", HandOutPolicy.AUTO);

    assertThat(outlook.handOut()).startsWith("copied");
    assertThat(INITIALISED).hasValue(0);
  }

  interface Feed {}

  record Print(String symbol, double price, Side side) {}

  static class Hidden extends java.util.Random {
    int price;
  }

  enum Side {
    BID,
    ASK {
      @Override
      int sign() {
        return -1;
      }
    };

    int sign() {
      return 1;
    }
  }

  static final class Fixed {
    final String symbol = "";
    final Side side = Side.BID;
    final long time = 1;
  }

  static class Bean {
    String symbol = "";
    double price;
    TreeMap<String, List<Long>> levels = new TreeMap<>();
    final Bean previous = null;
  }

  static final class Holder {
    final Feed feed = null;
    final String symbol = "";
  }

  static class Quotes {
    Thread thread;
  }

  static class Session {
    String name;
    Quotes quotes;
  }

  static class Loud {
    static final Loud NONE = new Loud();

    static {
      INITIALISED.incrementAndGet();
    }

    int price;
    Noise noise;
  }

  enum Noise {
    MUCH;

    static {
      INITIALISED.incrementAndGet();
    }
  }

  @SuppressWarnings("unused")
  interface Client {
    double price(String symbol);

    Print print(String symbol);

    Void done(String symbol);

    Hidden hidden(String symbol);

    Thread thread(String symbol);

    String text(String symbol);

    Side side(String symbol);

    Fixed fixed(String symbol);

    Bean bean(String symbol);

    Holder holder(String symbol);

    long[] levels(String symbol);

    List<Bean> beans(String symbol);

    Map<String, List<Bean>> byName(String symbol);

    Feed feed(String symbol);

    Random random(String symbol);

    Session session(String symbol);

    Loud loud(String symbol);
  }
}
