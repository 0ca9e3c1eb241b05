package com.acme.console;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** Calls that go on while the console takes further commands. */
final class Background {

  private final Map<String, FutureTask<String>> calls = new ConcurrentHashMap<>();

  String begin(String name, Callable<String> call) {
    FutureTask<String> task = new FutureTask<>(call);
    calls.put(name, task);
    Thread thread = new Thread(task, "call " + name);
    thread.setDaemon(true);
    thread.start();
    return "begun";
  }

  String end(String name) throws Exception {
    return calls.remove(name).get();
  }
}
