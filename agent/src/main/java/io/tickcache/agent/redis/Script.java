package io.tickcache.agent.redis;

/**
 * The agent's steps in Redis, each atomic. They rest on two rules (DESIGN: fences).
 *
 * <ul>
 *   <li>A generation is a number that Redis never gives twice: the time of its making in
 *       microseconds, or one more than the last. A value carries the generations of its symbol and
 *       its cache as they were when its load began, its <em>stamp</em>, and counts only while both
 *       are unchanged. A generation that was evicted, expired or flushed comes back as another
 *       number; that costs a load, never a wrong answer.
 *   <li>Only the holder of a lease fills, and only under the stamp that it was given with the
 *       lease.
 * </ul>
 */
enum Script {
  /** KEYS value, lease, symbol's and cache's generation; ARGV lease id, lease ms, generation ms. */
  READ(
      Preamble.NOW
          + "local g = redis.call('GET', KEYS[3])\n"
          + "local c = redis.call('GET', KEYS[4])\n"
          + "if g and c then\n"
          + "  local v = redis.call('GET', KEYS[1])\n"
          + "  local stamp = g .. '.' .. c .. '\\n'\n"
          + "  if v and string.sub(v, 1, #stamp) == stamp then\n"
          + "    return {1, string.sub(v, #stamp + 1), now}\n"
          + "  end\n"
          + "end\n"
          + "if not g then g = now redis.call('SET', KEYS[3], g, 'PX', ARGV[3]) end\n"
          + "if not c then c = now redis.call('SET', KEYS[4], c) end\n"
          + "local stamp = g .. '.' .. c .. '\\n'\n"
          + "local l = redis.call('GET', KEYS[2])\n"
          + "if l and string.sub(l, 1, #stamp) == stamp then return {2, '', now} end\n"
          + "redis.call('SET', KEYS[2], stamp .. ARGV[1], 'PX', ARGV[2])\n"
          + "return {3, stamp, now}\n"),

  /**
   * KEYS as READ; ARGV lease id, stamp, value, value ms, generation ms, channel, message head and
   * tail. Returns 1, or 0 where a fence held the value back.
   */
  FILL(
      Preamble.NOW
          + "if redis.call('GET', KEYS[2]) ~= ARGV[2] .. ARGV[1] then return 0 end\n"
          + "redis.call('DEL', KEYS[2])\n"
          + "local g = redis.call('GET', KEYS[3])\n"
          + "local c = redis.call('GET', KEYS[4])\n"
          + "local filled = 0\n"
          + "if g and c and g .. '.' .. c .. '\\n' == ARGV[2] then\n"
          + "  redis.call('SET', KEYS[1], ARGV[2] .. ARGV[3], 'PX', ARGV[4])\n"
          + "  redis.call('PEXPIRE', KEYS[3], ARGV[5])\n"
          + "  filled = 1\n"
          + "end\n"
          + "redis.call('PUBLISH', ARGV[6], ARGV[7] .. now .. ARGV[8])\n"
          + "return filled\n"),

  /** KEYS lease; ARGV lease id, stamp, lease ms. */
  RENEW(
      "if redis.call('GET', KEYS[1]) ~= ARGV[2] .. ARGV[1] then return 0 end\n"
          + "return redis.call('PEXPIRE', KEYS[1], ARGV[3])\n"),

  /** KEYS lease; ARGV lease id, stamp, channel, message head and tail. */
  RELEASE(
      Preamble.NOW
          + "if redis.call('GET', KEYS[1]) ~= ARGV[2] .. ARGV[1] then return 0 end\n"
          + "redis.call('DEL', KEYS[1])\n"
          + "redis.call('PUBLISH', ARGV[3], ARGV[4] .. now .. ARGV[5])\n"
          + "return 1\n"),

  /**
   * KEYS generation of a symbol or a cache; ARGV generation ms or 0 for ever, channel or nothing to
   * stay silent, message head and tail. The message follows the change: a reader who hears it finds
   * no old value.
   */
  INVALIDATE(
      Preamble.NOW
          + "local old = redis.call('GET', KEYS[1])\n"
          + "local g = now\n"
          + "if old and tonumber(old) and tonumber(old) >= tonumber(now) then\n"
          + "  g = string.format('%.0f', tonumber(old) + 1)\n"
          + "end\n"
          + "if ARGV[1] == '0' then redis.call('SET', KEYS[1], g)\n"
          + "else redis.call('SET', KEYS[1], g, 'PX', ARGV[1]) end\n"
          + "if ARGV[2] ~= '' then redis.call('PUBLISH', ARGV[2], ARGV[3] .. now .. ARGV[4]) end\n"
          + "return 1\n");

  private final String text;

  Script(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Redis's time in microseconds, as text of constant width. */
  private static final class Preamble {
    private static final String NOW =
        "local t = redis.call('TIME')\n"
            + "local now = t[1] .. string.format('%06d', tonumber(t[2]))\n";
  }
}
