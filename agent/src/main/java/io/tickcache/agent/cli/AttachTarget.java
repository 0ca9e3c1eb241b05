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
      int version =
          new RunningJvm(pid)
              .give(Order.ask(method + " " + path, reply.path()), CommandLine.ownJar());
      if (!toldOfWarning) {
        toldOfWarning = true;
        Errand.tellOfWarning(version, errors);
      }
      return answer(reply.lines());
    } catch (IOException failure) {
      throw new UnreachedException(
          "there is no room for the answer: " + failure.getMessage(),
          "see that the folder of temporary files can be written",
          failure);
    }
  }

  private Answer answer(List<String> said) throws UnreachedException {
    String outcome = said.isEmpty() ? "" : said.remove(said.size() - 1);
    if (outcome.equals(Reply.REFUSED)) {
      throw new UnreachedException(
          "the agent is not at work in " + this, "`attach` brings it there");
    }
    if (!outcome.equals(Reply.DONE) || said.isEmpty()) {
      throw new UnreachedException(this + " gave no answer", "its standard error may tell why");
    }
    int status = Integer.parseInt(said.remove(0));
    StringBuilder body = new StringBuilder();
    for (String line : said) {
      body.append(line).append('\n');
    }
    return new Answer(status, body.toString());
  }

  @Override
  public String toString() {
    return "process " + pid;
  }
}
