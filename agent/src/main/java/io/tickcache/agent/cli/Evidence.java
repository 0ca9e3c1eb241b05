package io.tickcache.agent.cli;

/** What a process has seen of the calls of one rule that no cache answers yet. */
interface Evidence {

  /** In words, on one line. */
  String told();

  Verdict verdict(Criteria criteria);
}
