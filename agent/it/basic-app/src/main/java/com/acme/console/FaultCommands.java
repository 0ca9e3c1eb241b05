package com.acme.console;

import com.acme.md.FaultyClient;
import com.acme.md.QuoteException;
import java.util.Map;

/** Calls that fail, looked at as their callers see them. */
final class FaultCommands {

  private final FaultyClient client = new FaultyClient();

  void addTo(Map<String, Command> commands) {
    commands.put("fault", words -> fault(words[1]));
    commands.put("fault-stack", words -> stack(words[1]));
  }

  /** How the fault was caught, and whether it is the object that the client threw. */
  private String fault(String kind) {
    try {
      return "returned " + client.fetch(kind);
    } catch (QuoteException e) {
      return "checked " + (e == client.lastThrown()) + " " + e.getMessage();
    } catch (RuntimeException e) {
      return "unchecked " + (e == client.lastThrown()) + " " + e.getMessage();
    } catch (StackOverflowError e) {
      return "error " + (e == client.lastThrown()) + " " + e.getMessage();
    }
  }

  /** The frames of the fault, its causes and what it suppressed. */
  private String stack(String kind) {
    try {
      return "returned " + client.fetch(kind);
    } catch (QuoteException | RuntimeException | StackOverflowError e) {
      StringBuilder text = new StringBuilder();
      for (StackTraceElement frame : e.getStackTrace()) {
        text.append(frame).append('|');
      }
      return text.append(e.getCause()).append('|').append(e.getSuppressed().length).toString();
    }
  }
}
