package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A nemesis strikes two applications under load, and heals. In both, threads poll symbols all the
 * while and keep a record; those that are not struck themselves also invalidate now and then.
 */
public final class Drill {

  private static final int THREADS = 8;
  private static final int SYMBOLS = 20;
  private static final Duration BETWEEN_ORDERS = Duration.ofMillis(50);
  private static final Duration AFTERWARDS = Duration.ofMillis(200);

  private final Scene scene;
  private final Duration lasting;
  private final Duration limit;

  /**
   * @param lasting how long it strikes
   * @param limit how long all may take to be well again before the drill gives up
   */
  public Drill(Scene scene, Duration lasting, Duration limit) {
    this.scene = scene;
    this.lasting = lasting;
    this.limit = limit;
  }

  public Outcome run(Nemesis nemesis) throws Exception {
    startPolling();
    Map<AgentJvm, Integer> told = new HashMap<>();
    scene.apps().forEach(app -> told.put(app, app.errors().size()));
    long struck = System.nanoTime();
    List<Order> orders;
    try {
      nemesis.strike();
      orders = placeOrders(nemesis);
    } finally {
      nemesis.heal();
    }
    Recovery recovery = Recovery.await(scene.apps(), System.nanoTime(), limit);
    Pause.of(AFTERWARDS);
    List<String> faults = new ArrayList<>();
    List<Call> calls = stopPolling(faults);
    calls.removeIf(call -> call.ended() - struck < 0);
    return new Outcome(nemesis, calls, orders, recovery, lines(told), faults, scene.upstream());
  }

  private void startPolling() {
    Map<AgentJvm, Long> hits = new HashMap<>();
    for (AgentJvm app : scene.apps()) {
      app.ask("poll " + THREADS + " " + SYMBOLS);
      hits.put(app, Recovery.remoteHits(app));
    }
    for (AgentJvm app : scene.apps()) {
      AgentJvm.awaiting("answers from L2")
          .until(() -> Recovery.remoteHits(app) > hits.get(app) + THREADS * SYMBOLS);
    }
  }

  private List<Order> placeOrders(Nemesis nemesis) {
    List<AgentJvm> apps = new ArrayList<>(scene.apps());
    apps.removeAll(nemesis.processes());
    List<Order> orders = new ArrayList<>();
    long end = System.nanoTime() + lasting.toNanos();
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      orders.add(Order.place(apps.get(i % apps.size()), "S" + i % SYMBOLS));
      Pause.of(BETWEEN_ORDERS);
    }
    return orders;
  }

  private List<Call> stopPolling(List<String> faults) throws IOException {
    List<Call> calls = new ArrayList<>();
    Path file = Files.createTempFile("it-polling", ".records");
    for (AgentJvm app : scene.apps()) {
      String fault = app.ask("stop-polling " + file);
      calls.addAll(Call.read(app, file));
      if (!fault.equals("none")) {
        faults.add(fault);
      }
    }
    Files.delete(file);
    return calls;
  }

  private List<List<String>> lines(Map<AgentJvm, Integer> told) {
    return scene.apps().stream()
        .map(app -> app.errors().subList(told.get(app), app.errors().size()))
        .toList();
  }
}
