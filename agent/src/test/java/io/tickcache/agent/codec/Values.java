package io.tickcache.agent.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Classes of a market-data client, in all the shapes that legacy code has. */
@SuppressWarnings("UnusedVariable") // the fields are there to be copied
final class Values {

  private Values() {}

  enum Side {
    BUY {
      @Override
      int sign() {
        return 1;
      }
    },
    SELL {
      @Override
      int sign() {
        return -1;
      }
    };

    abstract int sign();
  }

  enum Venue {
    NYSE,
    LSE
  }

  /** All final, all values: nobody can change it. */
  static final class Tick {
    private final String symbol;
    private final double price;
    private final Instant at;
    private final Side side;

    Tick(String symbol, double price) {
      this.symbol = symbol;
      this.price = price;
      this.at = Instant.ofEpochSecond(1_700_000_000L, 5);
      this.side = Side.BUY;
    }
  }

  /** Final, but of types that leave open what they hold. */
  static class Holder<T> {
    private final T content;

    Holder(T content) {
      this.content = content;
    }

    T content() {
      return content;
    }
  }

  record Money(BigDecimal amount, Side side, int scale) {}

  record Basket(String name, List<Money> parts, Map<String, Money> bySymbol) {}

  /**
   * Neither serializable nor with a constructor that could be called; private fields of the same
   * name twice.
   */
  static class Quote {
    private final String symbol;
    private transient long sequence;
    private double[] bids = {1.5, Double.NaN, -0.0};

    Quote(String symbol, long sequence) {
      this.symbol = Objects.requireNonNull(symbol);
      this.sequence = sequence;
    }

    long sequence() {
      return sequence;
    }

    double[] bids() {
      return bids;
    }

    void touch() {
      sequence++;
      bids[0]++;
    }
  }

  static class DepthQuote extends Quote {
    private int symbol = 7;
    private final Object lock = new Object();
    private Quote[][] ladder;

    DepthQuote(String name) {
      super(name, 3);
      ladder = new Quote[][] {{this, null}, {}};
    }

    int number() {
      return symbol + (lock == null ? 1 : 0) + ladder.length;
    }
  }

  static class Primitives {
    boolean flag = true;
    byte small = -3;
    short medium = Short.MIN_VALUE;
    char letter = '\ud800';
    int whole = Integer.MIN_VALUE;
    long large = Long.MAX_VALUE;
    float real = Float.MIN_VALUE;
    double wide = -0.0;
  }

  /** The enum of code older than Java 5. */
  static final class Currency {
    static final Currency USD = new Currency("USD");
    static final Currency EUR = new Currency("EUR");
    private String code;

    private Currency(String code) {
      this.code = code;
    }

    void rename(String name) {
      code = name;
    }
  }

  /** Equal by name, and in a cycle with what it is contained in. */
  static class Node {
    final String name;
    final Set<Node> children = new HashSet<>();
    Node parent;
    Map<Node, String> notes = new HashMap<>();
    List<Object> others = new ArrayList<>();

    Node(String name) {
      this.name = name;
    }

    Node child(String childName) {
      Node child = new Node(childName);
      child.parent = this;
      children.add(child);
      return child;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node node && Objects.equals(node.name, name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  static final class ByLength implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
      return one.length() != other.length()
          ? Integer.compare(one.length(), other.length())
          : one.compareTo(other);
    }
  }

  static final class Chain {
    Chain next;
  }

  static Chain chain(int length) {
    Chain first = new Chain();
    Chain last = first;
    for (int i = 1; i < length; i++) {
      last.next = new Chain();
      last = last.next;
    }
    return first;
  }

  /** A codec for methods that say nothing about what they return. */
  static ValueCodec anyValue(HandOutPolicy policy) {
    return ValueCodec.of(Object.class, Values.class.getClassLoader(), policy);
  }
}
