package io.tickcache.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickcache.agent.admin.Operations;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Mode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.function.BooleanSupplier;

/** Has operators' wishes carried out, and tells them what the log says meanwhile. Thread-safe. */
final class Operator implements Operations {

  private final Reloads reloads;
  private final Log log;

  Operator(Reloads reloads, Log log) {
    this.reloads = reloads;
    this.log = log;
  }

  @Override
  public Result reload() {
    return told(() -> reloads.read(null));
  }

  @Override
  public Result rollBack() {
    return told(reloads::rollBack);
  }

  @Override
  public Result switchMode(String rule, Mode mode) {
    return told(() -> reloads.switchMode(rule, mode));
  }

  private Result told(BooleanSupplier operation) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream copy = new PrintStream(said, true, UTF_8.name())) {
      log.copyTo(copy);
      try {
        boolean done = operation.getAsBoolean();
        return new Result(done, said.toString(UTF_8.name()));
      } finally {
        log.endCopy(copy);
      }
    } catch (UnsupportedEncodingException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
