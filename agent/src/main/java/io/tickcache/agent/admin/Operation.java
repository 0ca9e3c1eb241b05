package io.tickcache.agent.admin;

import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.rules.Mode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has one of the operations done that change the rules in force, and tells what was said of it. */
final class Operation implements Guarded {

  private static final int DONE = 200;
  private static final int NOT_DONE = 409;
  private static final String MODE_FORM =
      "write `/mode?rule=RULE&mode=MODE`, MODE one of cache, observe, shadow, guard, off";

  private final String path;
  private final Operations operations;
  private final Executor background;

  /**
   * @param path where it is asked for: {@code /reload}, {@code /rollback} or {@code /mode}
   */
  Operation(String path, Operations operations, Executor background) {
    this.path = path;
    this.operations = operations;
    this.background = background;
  }

  @Override
  public boolean changes() {
    return true;
  }

  @Override
  public CompletableFuture<Answer> answer(InForce inForce, String query)
      throws WrongQueryException {
    Supplier<Operations.Result> wanted = wanted(inForce, query);
    return CompletableFuture.supplyAsync(() -> told(wanted.get()), background);
  }

  private Supplier<Operations.Result> wanted(InForce inForce, String query)
      throws WrongQueryException {
    if (path.equals("/mode")) {
      Map<String, String> parameters = Query.parse(query, MODE_FORM);
      String rule = parameters.remove("rule");
      Mode mode = mode(parameters.remove("mode"));
      if (rule == null || mode == null || !parameters.isEmpty()) {
        throw new WrongQueryException(400, MODE_FORM);
      }
      String name = Subject.rule(inForce, rule).name();
      return () -> operations.switchMode(name, mode);
    }
    if (!query.isEmpty()) {
      throw new WrongQueryException(400, "`" + path + "` takes no parameters");
    }
    return path.equals("/reload") ? operations::reload : operations::rollBack;
  }

  private static @Nullable Mode mode(@Nullable String word) {
    for (Mode mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    return null;
  }

  private static Answer told(Operations.Result result) {
    Json json = new Json().object().name("done").value(result.done());
    return Answer.json(
        result.done() ? DONE : NOT_DONE, json.name("text").value(result.text()).end());
  }
}
