package io.tickcache.sample.demo;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of the demo's rules file, and what the demo itself needs to know of it. */
record DemoRules(String text) {
  private static final Pattern REDIS_BLOCK =
      Pattern.compile("^redis:.*\\R(?:(?:[ \\t].*)?\\R)*", Pattern.MULTILINE);
  private static final Pattern TTL = Pattern.compile("^\\s+ttl:\\s*(\\d+)s\\b", Pattern.MULTILINE);

  /** The same rules with no Redis to talk to. */
  DemoRules withoutRedis() {
    return new DemoRules(REDIS_BLOCK.matcher(text).replaceFirst(""));
  }

  /** The longest an answer may be served. */
  Duration ttl() {
    Matcher matcher = TTL.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("the demo's rules file gives no `ttl` in seconds");
    }
    return Duration.ofSeconds(Long.parseLong(matcher.group(1)));
  }
}
