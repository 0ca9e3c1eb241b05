package io.tickcache.agent.admin;

import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.rules.Mode;
import io.tickcache.rules.RuleSet;
import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Shows the rules in force as they are written, without secrets, and the last reading. */
final class RulesShown implements Guarded {

  @Override
  public boolean changes() {
    return false;
  }

  @Override
  public CompletableFuture<Answer> answer(InForce inForce, String query) {
    RuleSet rules = inForce.rules;
    Json json = new Json().object();
    json.name("source").value(rules.source());
    json.name("path").value(new File(rules.source()).getAbsolutePath());
    json.name("digest").value(rules.digest());
    json.name("text").value(rules.text());
    json.name("switched").object();
    for (Map.Entry<String, Mode> written : rules.written().entrySet()) {
      json.name(written.getKey()).value(written.getValue().name().toLowerCase(Locale.ROOT));
    }
    json.end();
    LastReading reading = inForce.reading;
    if (reading != null) {
      json.name("lastReading").object();
      json.name("source").value(reading.source);
      json.name("time").value(reading.time.toString());
      json.name("applied").value(reading.applied);
      json.name("diagnostics").value(reading.diagnostics).end();
    }
    return CompletableFuture.completedFuture(Answer.json(200, json.end()));
  }
}
