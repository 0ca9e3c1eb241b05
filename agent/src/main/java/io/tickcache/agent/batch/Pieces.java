package io.tickcache.agent.batch;

import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.SymbolKinds;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.rules.DiagnosticCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answers for the symbols of one call, as far as they are known: each for one of the distinct
 * symbols, in the order in which they were asked for. Confined to the thread of the call.
 */
public final class Pieces {

  private final BatchPlan plan;
  private final Asked asked;
  private final Function<Object, @Nullable Object> copies;
  private final int[] distinctOf;
  private final List<Object> keys = new ArrayList<>();
  private final List<Object> elements = new ArrayList<>();
  private final List<Object> symbols = new ArrayList<>();
  private final Map<Object, Integer> byKey = new HashMap<>();
  private final @Nullable Object[] values;
  private final boolean[] present;
  private final boolean[] wanted;
  private final boolean[] named;

  /** Whether the caller asks for a symbol by two texts. */
  private boolean respelt;

  private boolean whole;
  private @Nullable Map<Object, Integer> bySymbol;
  private @Nullable Map<String, Integer> byText;

  /**
   * @param copies what a caller gets in a second place of a value, or null if there is nothing
   */
  public Pieces(BatchPlan plan, Asked asked, Function<Object, @Nullable Object> copies) {
    this.plan = plan;
    this.asked = asked;
    this.copies = copies;
    this.distinctOf = new int[asked.elements().size()];
    List<Object> symbolOf = asked.symbols();
    for (int i = 0; i < distinctOf.length; i++) {
      Object key = asked.keys().get(i);
      Integer first = byKey.get(key);
      if (first == null) {
        first = keys.size();
        byKey.put(key, first);
        keys.add(key);
        elements.add(asked.elements().get(i));
        symbols.add(symbolOf.get(i));
      } else {
        respelt |= isRespelt(elements.get(first), asked.elements().get(i));
      }
      distinctOf[i] = first;
    }
    this.values = new Object[keys.size()];
    this.present = new boolean[keys.size()];
    this.wanted = new boolean[keys.size()];
    this.named = new boolean[keys.size()];
  }

  private static boolean isRespelt(Object one, Object other) {
    return one instanceof String && !one.equals(other);
  }

  /** Whether the caller asks for a symbol by two texts, in one letter case and in another. */
  boolean isRespelt() {
    return respelt;
  }

  /** The key of each distinct symbol. */
  public List<Object> keys() {
    return keys;
  }

  /** What is asked beside the symbols, such as how to sort them. */
  List<Object> question() {
    return asked.shared();
  }

  /** The pieces by their keys. */
  Map<Object, Integer> byKey() {
    return byKey;
  }

  /** Gives the answer for a symbol; null is one, too. */
  public void set(int piece, @Nullable Object value) {
    values[piece] = value;
    present[piece] = true;
  }

  /** As {@link #set} with null, for a symbol that the client names and has no answer for. */
  public void setNull(int piece) {
    set(piece, null);
    named[piece] = true;
  }

  /** Whether the client named the symbol and said null of it, which is not the same as missing. */
  public boolean isNull(int piece) {
    return named[piece];
  }

  public boolean isPresent(int piece) {
    return present[piece];
  }

  public @Nullable Object value(int piece) {
    return values[piece];
  }

  /** What the caller gets in a second place of a value; null if there can be nothing. */
  @Nullable Object another(Object value) {
    return copies.apply(value);
  }

  /** Which pieces have answers. */
  boolean[] answered() {
    boolean[] answered = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      answered[i] = values[i] != null;
    }
    return answered;
  }

  /** Which pieces have answers or may get them: all but those that the client has none for. */
  boolean[] possible() {
    boolean[] possible = awaited();
    for (int i = 0; i < values.length; i++) {
      possible[i] |= values[i] != null;
    }
    return possible;
  }

  /** Which pieces nothing is known of yet. */
  boolean[] awaited() {
    boolean[] awaited = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      awaited[i] = !present[i];
    }
    return awaited;
  }

  /** By how many elements the client is asked for what nothing is known of yet. */
  int awaitedElements() {
    int count = 0;
    for (int piece : wantedPieces()) {
      count += present[piece] ? 0 : 1;
    }
    return count;
  }

  /** Whether there are pieces of which nothing is known yet. */
  boolean isAwaiting() {
    for (boolean there : present) {
      if (!there) {
        return true;
      }
    }
    return false;
  }

  /**
   * Says which symbols the client is asked for next; for all of them it is just as the caller does.
   * What was there of these is forgotten.
   */
  public void want(boolean[] which) {
    whole = true;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = which[i];
      present[i] &= !which[i];
      named[i] &= !which[i];
      whole &= which[i];
    }
  }

  /** The elements that ask for what is wanted; as the caller asks, if that is everything. */
  public List<Object> wantedElements() {
    if (whole) {
      return asked.elements();
    }
    List<Object> some = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        some.add(elements.get(i));
      }
    }
    return some;
  }

  /** For each of the {@link #wantedElements} which piece it asks for. */
  int[] wantedPieces() {
    if (whole) {
      return distinctOf;
    }
    int count = 0;
    int[] pieces = new int[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        pieces[count++] = i;
      }
    }
    return Arrays.copyOf(pieces, count);
  }

  /** For each element that the caller asks for which piece is its answer. */
  int[] askedPieces() {
    return distinctOf;
  }

  /** An element that asks for the piece. */
  Object element(int piece) {
    return elements.get(piece);
  }

  /** The piece's symbol in the form in which keys have it. */
  Object symbol(int piece) {
    return symbols.get(piece);
  }

  /** Whether all that was asked for together is wanted. */
  public boolean isWhole() {
    return whole;
  }

  /** Whether the piece is wanted of the client now. */
  public boolean isWanted(int piece) {
    return wanted[piece];
  }

  /**
   * The wanted piece that a client means by a name, or by the text of one that is of another class
   * than the symbols.
   *
   * @throws UnkeyableException if it means none: what it means may be wanted by another name
   */
  int askedBy(Object name) throws UnkeyableException {
    Object symbol = plan.symbol(name);
    Integer piece = index().get(symbol);
    String text = piece == null && symbol != null ? SymbolKinds.plainText(symbol) : null;
    return wanted(text == null ? piece : texts().get(text), name);
  }

  private int wanted(@Nullable Integer piece, Object name) throws UnkeyableException {
    if (piece == null || !wanted[piece]) {
      throw new UnkeyableException(
          DiagnosticCode.R028,
          "an answer does not tell which part of it is for which symbol: it holds `"
              + name
              + "` of "
              + name.getClass()
              + ", which was "
              + (piece == null ? otherwise(name) : "not asked for")
              + "; it was passed on and not kept",
          null);
    }
    return piece;
  }

  /** How what a name means was asked for, if it was, in the end of a sentence. */
  private String otherwise(Object name) throws UnkeyableException {
    Object meant = plan.symbol(name);
    for (Object symbol : symbols) {
      Class<?> type = SymbolKinds.classOf(symbol);
      if (meant != null && type != null && KeyPlan.text(symbol).equals(KeyPlan.text(meant))) {
        return type == SymbolKinds.classOf(meant)
            ? "asked for by several symbols"
            : "asked for as one of " + type;
      }
    }
    return "not asked for";
  }

  private Map<Object, Integer> index() {
    Map<Object, Integer> index = bySymbol;
    if (index == null) {
      index = new HashMap<>();
      for (int i = 0; i < symbols.size(); i++) {
        index.put(symbols.get(i), i);
      }
      bySymbol = index;
    }
    return index;
  }

  /** Two symbols that are written alike are neither's. */
  private Map<String, Integer> texts() {
    Map<String, Integer> texts = byText;
    if (texts == null) {
      texts = new HashMap<>();
      for (int i = 0; i < symbols.size(); i++) {
        String text = SymbolKinds.plainText(symbols.get(i));
        if (text != null) {
          texts.merge(text, i, (one, other) -> null);
        }
      }
      byText = texts;
    }
    return texts;
  }

  /** Ends the taking apart of an answer: what is wanted and not in it is missing. */
  void complete() {
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] && !present[i]) {
        set(i, null);
      }
    }
  }

  /** Whether an answer has one part for each symbol that is in it, or as many as were asked for. */
  boolean holdsEachOnceOrAsAsked(List<Integer> given) {
    int[] parts = new int[keys.size()];
    for (int piece : given) {
      parts[piece]++;
    }
    int[] times = new int[keys.size()];
    for (int piece : wantedPieces()) {
      times[piece]++;
    }
    boolean once = true;
    boolean asAsked = true;
    for (int i = 0; i < parts.length; i++) {
      once &= parts[i] <= 1;
      asAsked &= parts[i] == 0 || parts[i] == times[i];
    }
    return once || asAsked;
  }

  /** The order of two symbols; those of one class that has none are equal. */
  @SuppressWarnings("unchecked")
  int compare(int one, int other) {
    Object left = symbols.get(one);
    Object right = symbols.get(other);
    if (left.getClass() != right.getClass()) {
      return left.getClass().getName().compareTo(right.getClass().getName());
    }
    return left instanceof Comparable ? ((Comparable<Object>) left).compareTo(right) : 0;
  }

  /** Whether the client walks through what is wanted in the order that is known here. */
  boolean isInOrder() {
    return whole || asked.way().end().getClass() != HashSet.class;
  }

  /** Whether the caller asks for a symbol more than once. */
  boolean repeats() {
    return keys.size() < distinctOf.length;
  }
}
