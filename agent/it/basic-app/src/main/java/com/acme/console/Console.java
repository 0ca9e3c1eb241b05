package com.acme.console;

import com.acme.md.Exchange;
import com.acme.md.QuoteClient;
import com.acme.orders.OrderService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A small trading console: reads one command a line, answers each with one line, and ends when its
 * input ends. The first argument is the address of the exchange; with a second, {@code managed}, it
 * puts itself under a security manager.
 */
public final class Console {

  private final Map<String, Command> commands = new HashMap<>();
  private boolean complete;

  private Console() {
    QuoteClient client = new QuoteClient();
    OrderService orders = new OrderService();
    new QuoteCommands(client, orders).addTo(commands);
    new MeasuringCommands(client, orders).addTo(commands);
    new FaultCommands().addTo(commands);
    new ThreadCommands().addTo(commands);
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 1 && arguments[1].equals("managed")) {
      System.setSecurityManager(new SecurityManager());
    }
    if (arguments.length > 0) {
      Exchange.connect(arguments[0]);
    }
    new Console().run();
  }

  private void run() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line.split(" ")));
    }
  }

  private String answer(String[] words) {
    Command command = find(words[0]);
    if (command == null) {
      return "unknown command " + words[0];
    }
    try {
      return command.run(words);
    } catch (Exception e) {
      return "failed " + e;
    }
  }

  /** Most clients are rarely used; their classes wait until one of their commands is given. */
  private Command find(String name) {
    if (!commands.containsKey(name) && !complete) {
      complete = true;
      new ClientCommands().addTo(commands);
      new BoardCommands().addTo(commands);
      new PushCommands().addTo(commands);
    }
    return commands.get(name);
  }
}
