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
  private final List<Object> keys;
  private final List<Object> elements;
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
    this.distinctOf = new int[asked.keys().size()];
    int distinct = number(asked.keys(), asked.elements());
    this.keys = firsts(asked.keys(), distinct);
    this.elements = firsts(asked.elements(), distinct);
    this.values = new Object[keys.size()];
    this.present = new boolean[keys.size()];
    this.wanted = new boolean[keys.size()];
    this.named = new boolean[keys.size()];
  }

  /**
   * Tells for each place which piece it is, by a hash table of places with open addressing: a map
   * would make an object for each.
   *
   * @return how many there are
   */
  private int number(List<Object> all, List<Object> spelt) {
    int[] table = new int[4 * Integer.highestOneBit(all.size())];
    int distinct = 0;
    for (int place = 0; place < distinctOf.length; place++) {
      int slot = slot(table, all, all.get(place));
      if (table[slot] == 0) {
        table[slot] = place + 1;
        distinctOf[place] = distinct++;
      } else {
        int first = table[slot] - 1;
        distinctOf[place] = distinctOf[first];
        respelt |= isRespelt(spelt.get(first), spelt.get(place));
      }
    }
    return distinct;
  }

  /** Where the table has the place of the first equal key, plus one; or 0 where that is to be. */
  private static int slot(int[] table, List<Object> keys, Object key) {
    int last = table.length - 1;
    int hash = key.hashCode();
    int slot = (hash ^ (hash >>> 16)) & last;
    while (table[slot] != 0 && !keys.get(table[slot] - 1).equals(key)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  /** What stands in the first place of each piece. */
  private List<Object> firsts(List<Object> all, int distinct) {
    if (distinct == all.size()) {
      return all;
    }
    List<Object> firsts = new ArrayList<>(distinct);
    for (int place = 0; place < distinctOf.length; place++) {
      if (distinctOf[place] == firsts.size()) {
        firsts.add(all.get(place));
      }
    }
    return firsts;
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
    Map<Object, Integer> byKey = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      byKey.put(keys.get(i), i);
    }
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
    return Asked.symbolOf(keys.get(piece));
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
    for (Object key : keys) {
      Object symbol = Asked.symbolOf(key);
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
      for (int i = 0; i < keys.size(); i++) {
        index.put(symbol(i), i);
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
      for (int i = 0; i < keys.size(); i++) {
        String text = SymbolKinds.plainText(symbol(i));
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
    Object left = symbol(one);
    Object right = symbol(other);
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
