package com.acme.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** The classes of a client's answers. None is Serializable. */
// Their fields are read by reflection, and old clients have old classes.
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder", "UnusedVariable"})
public final class Shapes {

  private Shapes() {}

  public enum Side {
    BID,
    ASK
  }

  /** One price of a book, which anybody can change. */
  public static class Level {
    public double price;
    private long size;
    protected Side side = Side.BID;

    public Level(double price, long size) {
      this.price = price;
      this.size = size;
    }

    public void setSize(long size) {
      this.size = size;
    }
  }

  public static class Dto {
    private String symbol;
    private boolean open = true;
    private byte[] raw = {1, 2, 3};
    private final Level best;
    private final List<Level> levels = new ArrayList<>();
    private Date at = new Date(1_000_000);
    Object anything = new StringBuilder("note");

    public Dto(String symbol) {
      this.symbol = symbol;
      this.best = new Level(101.25, symbol.length());
      this.levels.add(best);
      this.levels.add(new Level(101.5, 7));
    }
  }

  public static class DeepDto extends Dto {
    private String symbol = "a field that hides another";
    private Dto inner = new Dto("inner");

    public DeepDto(String symbol) {
      super(symbol);
    }
  }

  public static class Box<T> {
    private T content;
    private final T[] more;

    public Box(T content, T[] more) {
      this.content = content;
      this.more = more;
    }
  }

  /** A list that ends where it begins. */
  public static class Node {
    private String name;
    private Node next;
    private Node previous;

    public Node(String name) {
      this.name = name;
    }

    static Node ring(String name) {
      Node first = new Node(name);
      Node second = new Node(name + " again");
      first.next = second;
      first.previous = second;
      second.next = first;
      second.previous = first;
      return first;
    }
  }

  /** Nobody can change it. */
  public static final class Fixed {
    private final String symbol;
    private final BigDecimal price;
    private final Side side;

    public Fixed(String symbol, BigDecimal price, Side side) {
      this.symbol = symbol;
      this.price = price;
      this.side = side;
    }
  }
}
