package com.acme.console;

import com.acme.md.ContextClient;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Calls on threads that are interrupted before or while they are made. */
final class ThreadCommands {

  private final ContextClient client = new ContextClient();
  private final Background leaders = new Background();
  private Thread caller;
  private FutureTask<String> call;

  void addTo(Map<String, Command> commands) {
    commands.put("interrupted", words -> interrupted(words[1]));
    commands.put("waiting", words -> waiting(words[1]));
    commands.put("interrupt", words -> interrupt());
    commands.put("waiter", words -> String.valueOf(caller.getState()));
    commands.put("waited", words -> call.get());
    commands.put("lead", words -> leaders.begin(words[1], () -> "" + client.read(words[1])));
    commands.put("led", words -> leaders.end(words[1]));
  }

  /** A call of a thread that was interrupted before; then whether it still is. */
  private String interrupted(String symbol) throws Exception {
    begin(
        () -> {
          Thread.currentThread().interrupt();
          return client.read(symbol) + " " + Thread.interrupted();
        });
    return call.get();
  }

  private String waiting(String symbol) {
    begin(() -> client.read(symbol) + " " + Thread.interrupted());
    return "waiting";
  }

  private String interrupt() {
    caller.interrupt();
    return "interrupted";
  }

  private void begin(Callable<String> body) {
    call = new FutureTask<>(body);
    caller = new Thread(call, "waiting caller");
    caller.setDaemon(true);
    caller.start();
  }
}
