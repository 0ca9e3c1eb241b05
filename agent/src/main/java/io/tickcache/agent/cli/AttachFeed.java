package io.tickcache.agent.cli;

import io.tickcache.agent.Order;
import io.tickcache.agent.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The status of a JVM that was attached to once: it goes through a file that both know. */
final class AttachFeed implements Feed {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_MILLIS = 20;

  private final AttachTarget target;
  private final ReplyFile file;

  private AttachFeed(AttachTarget target, ReplyFile file) {
    this.target = target;
    this.file = file;
  }

  static AttachFeed open(AttachTarget target, PrintStream errors)
      throws IOException, UnreachedException {
    ReplyFile file = ReplyFile.create(errors);
    try {
      target.give(Order.watch(file.path()));
      List<String> said = file.lines();
      target.checkDone(said.isEmpty() ? "" : said.get(said.size() - 1));
      file.empty();
      return new AttachFeed(target, file);
    } catch (IOException | UnreachedException failure) {
      file.close();
      throw failure;
    }
  }

  @Override
  public Answer next() throws UnreachedException {
    long began = System.nanoTime();
    try {
      List<String> said = file.lines();
      while (said.isEmpty() || !said.get(said.size() - 1).equals(Reply.DONE)) {
        if (System.nanoTime() - began > LONGEST_NANOS) {
          throw new UnreachedException(
              target + " gives no more answers", "see whether it runs, with the agent at work");
        }
        Thread.sleep(LOOK_MILLIS);
        said = file.lines();
      }
      file.empty();
      return target.answer(said);
    } catch (IOException failure) {
      throw AttachTarget.noRoom(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnreachedException("interrupted", "run the command again", interrupted);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
