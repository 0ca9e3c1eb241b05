package io.tickcache.agent;

import io.tickcache.agent.admin.Endpoints;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes the status in brief into a file whenever that is empty, for who empties it after reading.
 * It ends when the file is gone, and takes the file away itself when nobody has read it for a
 * while. Used by the background thread.
 */
final class Watch implements Runnable {

  private static final long LOOK_MILLIS = 100;
  private static final int MOST_UNREAD_LOOKS = 300;

  private final File file;
  private final Endpoints endpoints;
  private final ScheduledExecutorService background;
  private int unread;

  Watch(File file, Endpoints endpoints, ScheduledExecutorService background) {
    this.file = file;
    this.endpoints = endpoints;
    this.background = background;
  }

  void begin() {
    background.schedule(this, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    if (!file.exists()) {
      return;
    }
    unread = file.length() == 0 ? 0 : unread + 1;
    if (unread == MOST_UNREAD_LOOKS || (unread == 0 && !isWritten())) {
      // Who asked is gone, and so is his file where that can be.
      file.delete();
      return;
    }
    begin();
  }

  private boolean isWritten() {
    try (Reply reply = Reply.to(file.getPath())) {
      reply.answer(endpoints.answerOwner("GET", "/status?brief"));
      reply.end(true);
      return reply.stream() != null;
    } catch (IOException full) {
      return false;
    }
  }
}
