package io.tickcache.agent;

import io.tickcache.agent.http.Answer;
import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A file in which who gave an order reads what is said of it, and in the last line how it ended.
 * Used by one thread.
 */
public final class Reply implements Closeable {

  /** The last line where the order was carried out. */
  public static final String DONE = "done";

  /** The last line where it was not. */
  public static final String REFUSED = "refused";

  private final @Nullable PrintStream stream;

  private Reply(@Nullable PrintStream stream) {
    this.stream = stream;
  }

  /** To a file that is there already; to nobody where there is none. */
  static Reply to(@Nullable String file) throws IOException {
    return new Reply(
        file == null || !new File(file).canWrite()
            ? null
            : new PrintStream(new FileOutputStream(file, true), true, "UTF-8"));
  }

  /** Tells an answer to a question: its status and its text. */
  void answer(Answer answer) {
    say(String.valueOf(answer.status()));
    say(answer.body());
  }

  /** Tells how it ended. */
  void end(boolean done) {
    if (stream != null) {
      stream.println(done ? DONE : REFUSED);
    }
  }

  private void say(String text) {
    if (stream != null) {
      stream.print(text.endsWith("\n") ? text : text + "\n");
    }
  }

  @Nullable PrintStream stream() {
    return stream;
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
