package io.tickcache.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Redis has to do for processes, and how long they wait for each other's word, by {@link
 * Demand} and by what each step was measured to take. Arguments are {@code name=number}.
 */
final class Model {

  /** What is told by arguments, with what holds unless it is. Times of Redis are in us of CPU. */
  private static final Map<String, Double> DEFAULTS =
      Map.ofEntries(
          Map.entry("processes", 200.0),
          Map.entry("per-second", 1_000.0),
          Map.entry("symbols", 10_000.0),
          Map.entry("exponent", 0.9),
          Map.entry("ttl", 5.0),
          Map.entry("l1-ttl", 0.1),
          Map.entry("load", 0.005),
          Map.entry("invalidations", 100.0),
          Map.entry("replicas", 1.0),
          Map.entry("read-us", 22.0),
          Map.entry("lease-us", 52.5),
          Map.entry("fill-us", 15.8),
          Map.entry("invalidate-us", 36.8),
          Map.entry("delivery-us", 5.5),
          Map.entry("publish-us", 10.2),
          Map.entry("tick-us", 490.0),
          Map.entry("tick-of-one-bucket-us", 20.0),
          Map.entry("bus-out-us", 5.9),
          Map.entry("bus-in-us", 3.1),
          Map.entry("read-bytes", 469.0),
          Map.entry("lease-bytes", 899.0),
          Map.entry("fill-bytes", 638.0),
          Map.entry("message-bytes", 101.0),
          Map.entry("bus-bytes", 2_330.0));

  /** A process lets its heart beat as often. */
  private static final double BEATS = 3;

  private static final double JITTER = 0.05 / 2;

  private final Map<String, Double> given;
  private final Demand demand;

  Model(Map<String, Double> given) {
    this.given = given;
    this.demand =
        new Demand(
            (int) of("processes"),
            of("per-second"),
            (int) of("symbols"),
            of("exponent"),
            of("ttl") * (1 - JITTER),
            of("l1-ttl"),
            of("load"));
  }

  public static void main(String[] arguments) {
    Map<String, Double> given = new TreeMap<>(DEFAULTS);
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.substring(0, Math.max(0, equals));
      if (!given.containsKey(name)) {
        throw new IllegalArgumentException(argument + "; known are " + DEFAULTS.keySet());
      }
      given.put(name, Double.parseDouble(argument.substring(equals + 1)));
    }
    Model model = new Model(given);
    System.out.println(model.demanded().markdown());
    System.out.println(model.nodes().markdown());
    System.out.println(
        given.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" ")));
  }

  private double of(String name) {
    return given.get(name);
  }

  /** What comes to Redis and the upstream from all processes together. */
  Table demanded() {
    Table table = new Table("a second", "in all", "for a call");
    add(table, "calls", demand.calls());
    add(table, "look-ups in L2", demand.reads());
    add(table, "of these again, after another process's load", demand.waits());
    add(table, "upstream calls, and fills", demand.loads());
    add(table, "invalidations", of("invalidations"));
    add(table, "messages", messages());
    add(table, "deliveries of messages", messages() * of("processes"));
    add(table, "scripts sent to one server", scripts(1, 1));
    return table;
  }

  private void add(Table table, String what, double number) {
    table.add(List.of(what, "%,.0f".formatted(number), "%,.3f".formatted(number / demand.calls())));
  }

  /** What comes to one server, and to the busiest master of clusters. */
  Table nodes() {
    Table table =
        new Table(
            "masters",
            "its share of the buckets",
            "scripts/s",
            "deliveries/s",
            "bus messages/s",
            "MB/s",
            "CPU, % of a core",
            "wait, ms",
            "until all have heard, ms");
    for (int masters : new int[] {1, 3, 6, 12}) {
      Node node = new Node(masters, Buckets.most("default", masters) / (double) Buckets.NUMBER);
      table.add(node.row());
    }
    return table;
  }

  private double messages() {
    return demand.awaited() + of("invalidations");
  }

  private double beats() {
    return of("processes") * BEATS;
  }

  private double scripts(int masters, double share) {
    return share * (demand.reads() + demand.waits() + demand.loads() + of("invalidations"))
        + ticks(masters, share);
  }

  /** One script for all buckets, or in a cluster one for each. */
  private double ticks(int masters, double share) {
    return of("processes") * (masters == 1 ? 1 : Buckets.NUMBER * share);
  }

  /** The busiest of so many masters, which has this share of the buckets. */
  private final class Node {
    private final int masters;
    private final double share;
    private double busyMicros;
    private double squares;

    Node(int masters, double share) {
      this.masters = masters;
      this.share = share;
      double hear = of("processes") / masters * of("delivery-us");
      works(share * (demand.reads() - demand.loads() + demand.waits()), of("read-us"));
      works(share * demand.loads(), of("lease-us"));
      works(share * demand.loads(), of("fill-us"));
      works(share * demand.awaited(), hear);
      works(share * of("invalidations"), of("invalidate-us") + hear);
      works((1 - share) * messages(), of("bus-in-us") + hear);
      works(beats() / masters, of("publish-us") + of("delivery-us"));
      works((1 - 1.0 / masters) * beats(), of("bus-in-us"));
      works(busOut(), of("bus-out-us"));
      works(ticks(masters, share), of(masters == 1 ? "tick-us" : "tick-of-one-bucket-us"));
    }

    private void works(double perSecond, double micros) {
      busyMicros += perSecond * micros;
      squares += perSecond * micros * micros;
    }

    /** To all other nodes, replicas too, of each message that begins here. */
    private double busOut() {
      double others = masters == 1 ? 0 : masters * (1 + of("replicas")) - 1;
      return (share * messages() + beats() / masters) * others;
    }

    private double busIn() {
      return (1 - share) * messages() + (1 - 1.0 / masters) * beats();
    }

    private double busy() {
      return busyMicros / 1e6;
    }

    /** By Pollaczek and Khinchine, for whoever comes while Redis is at something else. */
    private double waitMicros() {
      return busy() < 1 ? squares / 1e6 / 2 / (1 - busy()) : Double.POSITIVE_INFINITY;
    }

    private double heardMicros() {
      double hear = of("processes") / masters * of("delivery-us");
      double here = waitMicros() + of("invalidate-us") + hear;
      return masters == 1 ? here : here + waitMicros() + of("bus-in-us") + hear;
    }

    private double bytes() {
      return share
              * ((demand.reads() - demand.loads() + demand.waits()) * of("read-bytes")
                  + demand.loads() * (of("lease-bytes") + of("fill-bytes")))
          + messages() * of("processes") / masters * of("message-bytes")
          + (busIn() + busOut()) * of("bus-bytes");
    }

    private List<String> row() {
      return List.of(
          Integer.toString(masters),
          "%.0f %%".formatted(100 * share),
          "%,.0f".formatted(scripts(masters, share)),
          "%,.0f".formatted(messages() * of("processes") / masters),
          "%,.0f".formatted(busIn() + busOut()),
          "%.1f".formatted(bytes() / 1e6),
          "%.0f".formatted(100 * busy()),
          millis(waitMicros()),
          millis(heardMicros()));
    }

    /** Nothing where the queue would only grow. */
    private String millis(double micros) {
      return Double.isInfinite(micros) ? Table.NOTHING : "%.2f".formatted(micros / 1e3);
    }
  }
}
