package io.tickcache.agent.cli;

import io.tickcache.agent.Order;
import io.tickcache.agent.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** A JVM of this host and user, asked by attaching to it; it needs no port for that. */
final class AttachTarget implements Target {

  private final long pid;
  private final PrintStream errors;
  private boolean toldOfWarning;

  AttachTarget(long pid, PrintStream errors) {
    this.pid = pid;
    this.errors = errors;
  }

  @Override
  public Answer ask(String method, String path) throws UnreachedException {
    try (ReplyFile reply = ReplyFile.create(errors)) {
      give(Order.ask(method + " " + path, reply.path()));
      return answer(reply.lines());
    } catch (IOException failure) {
      throw noRoom(failure);
    }
  }

  @Override
  public Feed statuses() throws UnreachedException {
    try {
      return AttachFeed.open(this, errors);
    } catch (IOException failure) {
      throw noRoom(failure);
    }
  }

  void give(Order order) throws UnreachedException {
    int version = new RunningJvm(pid).give(order, CommandLine.ownJar());
    if (!toldOfWarning) {
      toldOfWarning = true;
      Errand.tellOfWarning(version, errors);
    }
  }

  /** The answer in the lines of a reply. */
  Answer answer(List<String> said) throws UnreachedException {
    checkDone(said.isEmpty() ? "" : said.remove(said.size() - 1));
    if (said.isEmpty()) {
      checkDone("");
    }
    int status = Integer.parseInt(said.remove(0));
    StringBuilder body = new StringBuilder();
    for (String line : said) {
      body.append(line).append('\n');
    }
    return new Answer(status, body.toString());
  }

  /** Sees to the last line of a reply. */
  void checkDone(String outcome) throws UnreachedException {
    if (outcome.equals(Reply.REFUSED)) {
      throw new UnreachedException(
          "the agent is not at work in " + this, "`attach` brings it there");
    }
    if (!outcome.equals(Reply.DONE)) {
      throw new UnreachedException(this + " gave no answer", "its standard error may tell why");
    }
  }

  static UnreachedException noRoom(IOException failure) {
    return new UnreachedException(
        "there is no room for the answer: " + failure.getMessage(),
        "see that the folder of temporary files can be written",
        failure);
  }

  @Override
  public String toString() {
    return "process " + pid;
  }
}
