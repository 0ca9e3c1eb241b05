package io.tickcache.agent.redis;

import io.lettuce.core.ScriptOutputType;

/**
 * The agent's steps in Redis, each atomic, each within one bucket. They rest on these rules.
 *
 * <ul>
 *   <li>A generation is a number that Redis never gives twice: the time of its making in
 *       microseconds, or one more than the last. A value carries the generations of its symbol and
 *       its cache as they were when its load began, and counts only while both are unchanged. A
 *       generation that was evicted, expired or flushed comes back as another number; that costs a
 *       load, never a wrong answer.
 *   <li>A value carries the life of the server, too: its run and its history of replication. A
 *       server that was restarted from a snapshot or promoted from a replica may have missed
 *       invalidations that its predecessor confirmed, so nothing filled before counts. {@link
 *       #TICK} finds out about a new life, and runs on each new connection before anything is read.
 *   <li>Life and generations together are the <em>stamp</em>. Only the holder of a lease fills, and
 *       only under the stamp that it was given with the lease.
 *   <li>What stands under one of our keys but is no string is not ours, and goes.
 * </ul>
 */
enum Script {
  /**
   * KEYS value, lease, symbol's and cache's generation, life, of one or more keys in turn; ARGV
   * lease id, lease ms or 0 for none, generation ms, and to replace a value how many ms another
   * must stay at least, or else 0. Returns the time, and for each key what it found (1 value, 2
   * another node's lease, or no value where no lease was wanted, 3 the lease is yours) and the
   * value or the stamp. A lease of the same node (the id up to the colon) is one that was left
   * behind, for a node asks once at a time. One that another node finds is marked by a plus, so
   * that its end is told to those who wait for it; most leases nobody waits for. Who replaces a
   * value leaves it where it is: {@link #FILL} puts the new one in its place, and until then
   * whoever reads finds it, lease or not.
   */
  READ(
      ScriptOutputType.MULTI,
      Preamble.NOW
          + Preamble.GET
          + Preamble.LIFE
          + "local young = tonumber(ARGV[4])\n"
          + "local function read(value, lease, symbol, cache, server)\n"
          + "  local life = get(server)\n"
          + "  if not life then life = live() redis.call('SET', server, life) end\n"
          + "  local g = get(symbol)\n"
          + "  local c = get(cache)\n"
          + "  if g and c then\n"
          + "    local v = get(value)\n"
          + "    local stamp = life .. '.' .. g .. '.' .. c .. '\\n'\n"
          + "    if v and string.sub(v, 1, #stamp) == stamp\n"
          + "        and not (young > 0 and redis.call('PTTL', value) < young) then\n"
          + "      return 1, string.sub(v, #stamp + 1)\n"
          + "    end\n"
          + "  end\n"
          + "  if ARGV[2] == '0' then return 2, '' end\n"
          + "  if not g then g = now redis.call('SET', symbol, g, 'PX', ARGV[3]) end\n"
          + "  if not c then c = now redis.call('SET', cache, c) end\n"
          + "  local stamp = life .. '.' .. g .. '.' .. c .. '\\n'\n"
          + "  local l = get(lease)\n"
          + "  local mine = stamp .. string.match(ARGV[1], '^[^:]*:')\n"
          + "  if l and string.sub(l, 1, #stamp) == stamp\n"
          + "      and string.sub(l, 1, #mine) ~= mine then\n"
          + "    if string.sub(l, -1) ~= '+' then\n"
          + "      local left = math.max(1, redis.call('PTTL', lease))\n"
          + "      redis.call('SET', lease, l .. '+', 'PX', string.format('%.0f', left))\n"
          + "    end\n"
          + "    return 2, ''\n"
          + "  end\n"
          + "  redis.call('SET', lease, stamp .. ARGV[1], 'PX', ARGV[2])\n"
          + "  return 3, stamp\n"
          + "end\n"
          + "local reply = {now}\n"
          + "for i = 1, #KEYS, 5 do\n"
          + "  local n = #reply\n"
          + "  reply[n + 1], reply[n + 2] =\n"
          + "      read(KEYS[i], KEYS[i + 1], KEYS[i + 2], KEYS[i + 3], KEYS[i + 4])\n"
          + "end\n"
          + "return reply\n"),

  /** KEYS life. Changes nothing. Returns the time and the server's version. */
  PROBE(
      ScriptOutputType.MULTI,
      Preamble.NOW
          + "return {now, string.match(redis.call('INFO', 'server'), 'redis_version:([%w%.]+)') or ''}\n"),

  /**
   * KEYS as READ, of one key; ARGV a number of bytes. Changes nothing. Returns what there is (0
   * nothing that counts, 1 a value, 2 a lease), the value's first bytes or the node that has the
   * lease, the value's length, and the time.
   */
  LOOK(
      ScriptOutputType.MULTI,
      Preamble.NOW
          + Preamble.PEEK
          + "local life = get(KEYS[5])\n"
          + "local g = get(KEYS[3])\n"
          + "local c = get(KEYS[4])\n"
          + "if life and g and c then\n"
          + "  local stamp = life .. '.' .. g .. '.' .. c .. '\\n'\n"
          + "  local v = get(KEYS[1])\n"
          + "  if v and string.sub(v, 1, #stamp) == stamp then\n"
          + "    return {1, string.sub(v, #stamp + 1, #stamp + ARGV[1]), #v - #stamp, now}\n"
          + "  end\n"
          + "  local l = get(KEYS[2])\n"
          + "  if l and string.sub(l, 1, #stamp) == stamp then\n"
          + "    return {2, string.match(l, '^[^:]*', #stamp + 1), 0, now}\n"
          + "  end\n"
          + "end\n"
          + "return {0, '', 0, now}\n"),

  /** KEYS name of a node; ARGV the name and its ms. Returns 1. */
  INTRODUCE(
      ScriptOutputType.INTEGER, "redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])\nreturn 1\n"),

  /**
   * KEYS a cache's sorted set of symbols, and what stands until they age; ARGV the most symbols, ms
   * until they age, ms to live, and then how often and which symbol in turn. Once in that time all
   * that was counted before is halved. Returns 1.
   */
  NOTE_ASKED(
      ScriptOutputType.INTEGER,
      "if redis.call('SET', KEYS[2], 1, 'PX', ARGV[2], 'NX') then\n"
          + "  redis.call('ZUNIONSTORE', KEYS[1], 1, KEYS[1], 'WEIGHTS', '0.5')\n"
          + "end\n"
          + "for i = 4, #ARGV, 2 do redis.call('ZINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end\n"
          + "redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[1])\n"
          + "redis.call('PEXPIRE', KEYS[1], ARGV[3])\n"
          + "return 1\n"),

  /** KEYS a cache's sorted set; ARGV a number. Changes nothing. Returns so many symbols. */
  MOST_ASKED(ScriptOutputType.MULTI, "return redis.call('ZREVRANGE', KEYS[1], 0, ARGV[1] - 1)\n"),

  /** KEYS name of a node. Changes nothing. Returns the name, or nothing. */
  NAME(ScriptOutputType.VALUE, Preamble.PEEK + "return get(KEYS[1]) or ''\n"),

  /**
   * KEYS as READ, of one key; ARGV lease id, stamp, value, value ms, generation ms, channel,
   * message head and tail. Returns 1, or 0 where a fence held the value back.
   */
  FILL(
      ScriptOutputType.INTEGER,
      Preamble.NOW
          + Preamble.GET
          + Preamble.HELD
          + "local mine, awaited = held(KEYS[2])\n"
          + "if not mine then return 0 end\n"
          + "redis.call('DEL', KEYS[2])\n"
          + "local g = get(KEYS[3])\n"
          + "local c = get(KEYS[4])\n"
          + "local life = get(KEYS[5])\n"
          + "local filled = 0\n"
          + "if g and c and life and life .. '.' .. g .. '.' .. c .. '\\n' == ARGV[2] then\n"
          + "  redis.call('SET', KEYS[1], ARGV[2] .. ARGV[3], 'PX', ARGV[4])\n"
          + "  redis.call('PEXPIRE', KEYS[3], ARGV[5])\n"
          + "  filled = 1\n"
          + "end\n"
          + "if awaited then redis.call('PUBLISH', ARGV[6], ARGV[7] .. '0 ' .. now .. ARGV[8]) end\n"
          + "return filled\n"),

  /** KEYS lease; ARGV lease id, stamp, lease ms. Returns 0 where it is no longer held. */
  RENEW(
      ScriptOutputType.INTEGER,
      Preamble.GET
          + Preamble.HELD
          + "if not held(KEYS[1]) then return 0 end\n"
          + "return redis.call('PEXPIRE', KEYS[1], ARGV[3])\n"),

  /** KEYS lease; ARGV lease id, stamp, channel, message head and tail. Returns as RENEW. */
  RELEASE(
      ScriptOutputType.INTEGER,
      Preamble.NOW
          + Preamble.GET
          + Preamble.HELD
          + "local mine, awaited = held(KEYS[1])\n"
          + "if not mine then return 0 end\n"
          + "redis.call('DEL', KEYS[1])\n"
          + "if awaited then redis.call('PUBLISH', ARGV[3], ARGV[4] .. '0 ' .. now .. ARGV[5]) end\n"
          + "return 1\n"),

  /**
   * KEYS generation of a symbol or a cache, number; ARGV generation ms or 0 for ever, channel or
   * nothing to stay silent, message head and tail. Returns the first key, so that the caller sees
   * what was invalidated. The message follows the change: a reader who hears it finds no old value.
   * It deletes first because that is allowed where memory is full, and opens the way for the rest.
   */
  INVALIDATE(
      ScriptOutputType.VALUE,
      Preamble.NOW
          + Preamble.GET
          + Preamble.LATER
          + "local g = later(get(KEYS[1]))\n"
          + "redis.call('DEL', KEYS[1])\n"
          + "if ARGV[1] == '0' then redis.call('SET', KEYS[1], g)\n"
          + "else redis.call('SET', KEYS[1], g, 'PX', ARGV[1]) end\n"
          + Preamble.TELL
          + "if ARGV[2] ~= '' then tell() end\n"
          + "return KEYS[1]\n"),

  /**
   * KEYS generation of a symbol, number, cache's generation, life, then value and lease of each
   * answer; ARGV generation ms, channel, message head and tail, the answers' birth at the earliest
   * and at the latest, then value and its ms of each. Invalidates, and stores the answers under the
   * new stamp. Returns the first key, what became of them (0 voided, 1 stored, 2 nothing at all has
   * happened, for there is a newer update), and the time.
   *
   * <p>The generation that an update makes is its number, the time of the invalidation before it
   * and the update's birth at the earliest, with hyphens between. An answer that may have been born
   * before the last invalidation is not stored. Of two updates of which none is surely older, the
   * one that comes later counts. A generation that is missing may have been that of an
   * invalidation, so nothing is stored then.
   */
  UPDATE(
      ScriptOutputType.MULTI,
      Preamble.NOW
          + Preamble.GET
          + Preamble.LATER
          + Preamble.TELL
          + "local old = get(KEYS[1])\n"
          + "local c = get(KEYS[3])\n"
          + "local life = get(KEYS[4])\n"
          + "local voided, updated\n"
          + "if old then\n"
          + "  voided, updated = string.match(old, '^%d+%-(%d+)%-(%d+)$')\n"
          + "  voided = voided or old\n"
          + "end\n"
          + "if updated and tonumber(ARGV[6]) < tonumber(updated) then\n"
          + "  return {KEYS[1], 2, now}\n"
          + "end\n"
          + "local birth = tonumber(ARGV[5])\n"
          + "local function precedes(time)\n"
          + "  return time and tonumber(time) and tonumber(time) < birth\n"
          + "end\n"
          + "local g = later(old)\n"
          + "redis.call('DEL', KEYS[1])\n"
          + "local stored = 0\n"
          + "if life and precedes(voided) and precedes(c) then\n"
          + "  g = g .. '-' .. voided .. '-' .. ARGV[5]\n"
          + "  stored = 1\n"
          + "end\n"
          + "redis.call('SET', KEYS[1], g, 'PX', ARGV[1])\n"
          + "for i = 5, #KEYS, 2 do\n"
          + "  redis.call('DEL', KEYS[i], KEYS[i + 1])\n"
          + "  if stored == 1 then\n"
          + "    redis.call('SET', KEYS[i], life .. '.' .. g .. '.' .. c .. '\\n' .. ARGV[i + 2],\n"
          + "        'PX', ARGV[i + 3])\n"
          + "  end\n"
          + "end\n"
          + "tell()\n"
          + "return {KEYS[1], stored, now}\n"),

  /**
   * KEYS life and number of one or more buckets in turn. Writes down the server's life where it is
   * another, and begins to count where nobody has. Returns the time and the numbers, as text.
   */
  TICK(
      ScriptOutputType.MULTI,
      Preamble.NOW
          + Preamble.GET
          + Preamble.LIFE
          + "local life = live()\n"
          + "local reply = {now}\n"
          + "for i = 1, #KEYS, 2 do\n"
          + "  if get(KEYS[i]) ~= life then\n"
          + "    redis.call('DEL', KEYS[i])\n"
          + "    redis.call('SET', KEYS[i], life)\n"
          + "  end\n"
          + "  local n = get(KEYS[i + 1])\n"
          + "  if not n then n = now redis.call('SET', KEYS[i + 1], n) end\n"
          + "  reply[#reply + 1] = n\n"
          + "end\n"
          + "return reply\n"),

  /**
   * KEYS the windows of a budget; ARGV node, lease ms, then for each window its amount and its
   * period in ms, whether the node's share was granted (1 or 0), and what the node holds, wants and
   * needs for its heaviest call. Returns the number of nodes, and the node's share of each window.
   *
   * <p>A window is a hash with a field for each node: when its lease is over, and what it holds,
   * wants and needs. What a node holds is at least what it has used within the last period, so what
   * nobody holds is free in truth. A node that isn't heard of any more still holds what it had for
   * one period after its lease.
   *
   * <p>The fair share is max-min fair: of those that want something each first gets what its
   * heaviest call takes and, where that doesn't do for all, in turns; then as much as it wants in
   * equal steps; what is left goes to all alike. A node whose fair share is less than it holds is
   * told so and lets go as its calls end; one whose is more gets what nobody holds.
   *
   * <p>Others may hold what isn't written here: where the window is new, for then it may have been
   * lost, where another server life has it, or where nobody has asked for longer than a lease, as
   * when Redis could not be reached. Until those are back nobody gets more than it holds, but for a
   * tenth that those leave who can't reach Redis: half a second where nothing speaks for others, or
   * else ten seconds, and a period at least where a share was lost.
   */
  SHARE(
      ScriptOutputType.MULTI,
      "local t = redis.call('TIME')\n"
          + "local now = t[1] * 1000 + math.floor(t[2] / 1000)\n"
          + Preamble.LIFE
          + "local life = live()\n"
          + "local me, lease = ARGV[1], tonumber(ARGV[2])\n"
          + "local up = tonumber(string.match(\n"
          + "    redis.call('INFO', 'server'), 'uptime_in_seconds:(%d+)') or '60')\n"
          + "local HELD, WANTED, NEEDED = 2, 3, 4\n"
          + "local reply = {0}\n"
          + "for w = 1, #KEYS do\n"
          + "  local function said(what) return tonumber(ARGV[6 * w - 4 + what]) end\n"
          + "  local amount, period, granted = said(1), said(2), said(3) == 1\n"
          + "  local nodes, ids, other, here = {}, {}, {}, false\n"
          + "  local all = redis.call('HGETALL', KEYS[w])\n"
          + "  for i = 1, #all, 2 do\n"
          + "    local id, text, numbers = all[i], all[i + 1], {}\n"
          + "    for number in string.gmatch(text, '%d+') do\n"
          + "      numbers[#numbers + 1] = tonumber(number)\n"
          + "    end\n"
          + "    if string.sub(id, 1, 1) == '.' then other[id] = text\n"
          + "    elseif id == me then here = true\n"
          + "    elseif #numbers == 4 and numbers[1] + period > now then\n"
          + "      nodes[id] = numbers\n"
          + "      if numbers[1] > now then ids[#ids + 1] = id end\n"
          + "    else redis.call('HDEL', KEYS[w], id) end\n"
          + "  end\n"
          + "  local sure = tonumber(other['.sure'])\n"
          + "  local last = tonumber(other['.last'])\n"
          + "  if not last or not sure then\n"
          + "    sure = now + (up < 10 and 10000 or 500)\n"
          + "  elseif other['.life'] ~= life then\n"
          + "    sure = now + math.max(10000, period)\n"
          + "  elseif now - last > lease or last > now then\n"
          + "    sure = math.min(math.max(sure, now + 10000), now + math.max(10000, period))\n"
          + "  end\n"
          + "  if granted and not here and sure > now then\n"
          + "    sure = math.max(sure, now + math.max(10000, period))\n"
          + "  end\n"
          + "  local others, gone = 0, 0\n"
          + "  for _, node in pairs(nodes) do\n"
          + "    others = others + node[HELD]\n"
          + "    if node[1] <= now then gone = gone + node[HELD] end\n"
          + "  end\n"
          + "  local mine = {now + lease, said(4), said(5), said(6)}\n"
          + "  nodes[me] = mine\n"
          + "  ids[#ids + 1] = me\n"
          + "  table.sort(ids)\n"
          + "  local needed, order, fair, left = 0, {}, {}, math.max(0, amount - gone)\n"
          + "  for _, id in ipairs(ids) do\n"
          + "    if nodes[id][WANTED] > 0 then needed = needed + nodes[id][NEEDED] end\n"
          + "  end\n"
          + "  local turn = needed > left and math.floor(now / (2000 + 2 * period)) or 0\n"
          + "  for pass = 1, 2 do\n"
          + "    for i = 1, #ids do\n"
          + "      local id = ids[1 + (i - 1 + turn) % #ids]\n"
          + "      if (nodes[id][WANTED] > 0) == (pass == 1) then order[#order + 1] = id end\n"
          + "    end\n"
          + "  end\n"
          + "  for _, id in ipairs(order) do\n"
          + "    local needs = nodes[id][WANTED] > 0 and nodes[id][NEEDED] or 0\n"
          + "    fair[id] = needs <= left and needs or 0\n"
          + "    left = left - fair[id]\n"
          + "  end\n"
          + "  local hungry = order\n"
          + "  while left > 0 do\n"
          + "    local still = {}\n"
          + "    for _, id in ipairs(hungry) do\n"
          + "      if fair[id] > 0 and fair[id] < nodes[id][WANTED] then still[#still + 1] = id end\n"
          + "    end\n"
          + "    if #still == 0 then break end\n"
          + "    local step = math.max(1, math.floor(left / #still))\n"
          + "    for _, id in ipairs(still) do\n"
          + "      local more = math.min(step, left, nodes[id][WANTED] - fair[id])\n"
          + "      fair[id] = fair[id] + more\n"
          + "      left = left - more\n"
          + "    end\n"
          + "    hungry = still\n"
          + "  end\n"
          + "  for i, id in ipairs(order) do\n"
          + "    fair[id] = fair[id] + math.floor(left / #order) + (i <= left % #order and 1 or 0)\n"
          + "  end\n"
          + "  local share = math.max(0, math.min(fair[me], amount - others))\n"
          + "  if sure > now then\n"
          + "    local tenth = math.max(0, math.max(1, math.floor(amount / 10)) - others)\n"
          + "    share = math.min(fair[me], math.max(mine[HELD], tenth))\n"
          + "  end\n"
          + "  mine[HELD] = math.max(share, mine[HELD])\n"
          + "  redis.call('HSET', KEYS[w], me, table.concat(mine, ' '), '.life', life,\n"
          + "      '.last', now, '.sure', sure)\n"
          + "  redis.call('PEXPIRE', KEYS[w], lease + period + 3600000)\n"
          + "  reply[1] = math.max(reply[1], #ids)\n"
          + "  reply[1 + w] = share\n"
          + "end\n"
          + "return reply\n"),

  /**
   * KEYS what nodes have agreed on for an upstream; ARGV node, lease ms, what the node has to say
   * (nothing, stop, over, want, probe), the number that it knows, for how many ms it stops, why,
   * channel, message head and tail. Returns the number of nodes, the number of the latest change,
   * whether calls are stopped, for how many ms, why, and whether the node probes.
   *
   * <p>It is a hash with a field for each node, when its lease is over. A stop counts in place of
   * the one that the node knows; of stops that know nothing of each other the later end counts.
   * Only who knows of the latest stop can end it. What was lost with the server is told by the
   * first node that knows it: its number is later, and its calls are stopped.
   */
  AGREE(
      ScriptOutputType.MULTI,
      Preamble.NOW
          + Preamble.LATER
          + "local ms = t[1] * 1000 + math.floor(t[2] / 1000)\n"
          + "local me, lease = ARGV[1], tonumber(ARGV[2])\n"
          + "local says, known, stop = ARGV[3], ARGV[4], tonumber(ARGV[5])\n"
          + "local has, nodes = {}, 1\n"
          + "local all = redis.call('HGETALL', KEYS[1])\n"
          + "for i = 1, #all, 2 do\n"
          + "  local id, text = all[i], all[i + 1]\n"
          + "  if string.sub(id, 1, 1) == '.' then has[id] = text\n"
          + "  elseif id ~= me then\n"
          + "    if (tonumber(text) or 0) > ms then nodes = nodes + 1\n"
          + "    else redis.call('HDEL', KEYS[1], id) end\n"
          + "  end\n"
          + "end\n"
          + "local number = tonumber(has['.number']) and has['.number'] or '0'\n"
          + "local ends = tonumber(has['.ends']) or 0\n"
          + "local why = has['.why'] or ''\n"
          + "local stopped, changed = ends > 0, false\n"
          + "local lost = stop > 0 and tonumber(number) < tonumber(known)\n"
          + "if says == 'stop' or lost then\n"
          + "  local instead = not stopped or lost or number == known\n"
          + "  changed = instead or ms + stop > ends\n"
          + "  if instead then why = ARGV[6] end\n"
          + "  if changed then ends = ms + stop end\n"
          + "elseif says == 'over' and stopped and number == known then\n"
          + "  ends = 0\n"
          + "  changed = true\n"
          + "end\n"
          + "if changed then\n"
          + "  stopped = ends > 0\n"
          + "  number = later(number)\n"
          + "  redis.call('HSET', KEYS[1], '.number', number, '.ends', ends, '.why', why)\n"
          + "  redis.call('HDEL', KEYS[1], '.prober', '.probes')\n"
          + "  has['.prober'] = nil\n"
          + "  local left = stopped and ends - ms or 0\n"
          + "  redis.call('PUBLISH', ARGV[7],\n"
          + "      ARGV[8] .. string.format('%.0f', left) .. ' ' .. number .. ARGV[9])\n"
          + "end\n"
          + "local probing = 0\n"
          + "local others = has['.prober'] ~= me and (tonumber(has['.probes']) or 0) > ms\n"
          + "if stopped and (says == 'want' or says == 'probe') and ends <= ms\n"
          + "    and not (has['.prober'] and others) then\n"
          + "  redis.call('HSET', KEYS[1], '.prober', me, '.probes', ms + lease)\n"
          + "  probing = 1\n"
          + "elseif has['.prober'] == me then\n"
          + "  redis.call('HDEL', KEYS[1], '.prober', '.probes')\n"
          + "end\n"
          + "redis.call('HSET', KEYS[1], me, ms + lease)\n"
          + "local left = stopped and math.max(0, ends - ms) or 0\n"
          + "redis.call('PEXPIRE', KEYS[1], lease + left + 3600000)\n"
          + "return {nodes, number, stopped and 1 or 0, string.format('%.0f', left), why, probing}\n");

  private final ScriptOutputType output;
  private final String text;

  Script(ScriptOutputType output, String text) {
    this.output = output;
    this.text = text;
  }

  ScriptOutputType output() {
    return output;
  }

  String text() {
    return text;
  }

  private static final class Preamble {

    /** Redis's time in microseconds, as text of constant width. */
    private static final String NOW =
        "local t = redis.call('TIME')\n"
            + "local now = t[1] .. string.format('%06d', tonumber(t[2]))\n";

    /** A string, or false; what is none is deleted. */
    private static final String GET =
        "local function get(key)\n"
            + "  local value = redis.pcall('GET', key)\n"
            + "  if type(value) ~= 'table' then return value end\n"
            + "  if not string.find(value.err, 'WRONGTYPE', 1, true) then\n"
            + "    return redis.call('GET', key)\n"
            + "  end\n"
            + "  redis.call('DEL', key)\n"
            + "  return false\n"
            + "end\n";

    /** A string, or false. */
    private static final String PEEK =
        "local function get(key)\n"
            + "  local value = redis.pcall('GET', key)\n"
            + "  if type(value) ~= 'table' then return value end\n"
            + "  if not string.find(value.err, 'WRONGTYPE', 1, true) then\n"
            + "    return redis.call('GET', key)\n"
            + "  end\n"
            + "  return false\n"
            + "end\n";

    /** Whether the caller has a lease, and whether somebody else has found it since. */
    private static final String HELD =
        "local function held(lease)\n"
            + "  local l, own = get(lease), ARGV[2] .. ARGV[1]\n"
            + "  return l == own or l == own .. '+', l == own .. '+'\n"
            + "end\n";

    /** A generation after this one, if there is one: its number stands in front. */
    private static final String LATER =
        "local function later(generation)\n"
            + "  local number = tonumber(string.match(generation or '', '^%d+'))\n"
            + "  if number and number >= tonumber(now) then\n"
            + "    return string.format('%.0f', number + 1)\n"
            + "  end\n"
            + "  return now\n"
            + "end\n";

    /** Counts an invalidation, and tells it. */
    private static final String TELL =
        "local function tell()\n"
            + "  local last = get(KEYS[2])\n"
            + "  local n = now\n"
            + "  if last and tonumber(last) then\n"
            + "    n = string.format('%.0f', tonumber(last) + 1)\n"
            + "  end\n"
            + "  redis.call('SET', KEYS[2], n)\n"
            + "  redis.call('PUBLISH', ARGV[2], ARGV[3] .. n .. ' ' .. now .. ARGV[4])\n"
            + "end\n";

    /** What changes when the server starts anew, and when it becomes another one's successor. */
    private static final String LIFE =
        "local function live()\n"
            + "  local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or ''\n"
            + "  local history = string.match(\n"
            + "      redis.call('INFO', 'replication'), 'master_replid:(%x+)') or ''\n"
            + "  return string.sub(run, 1, 12) .. string.sub(history, 1, 12)\n"
            + "end\n";
  }
}
