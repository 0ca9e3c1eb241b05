package io.tickcache.agent.cli;

/** A running process that the agent is at work in, and can be asked there. */
interface Target {

  /**
   * Asks what the agent's own port answers.
   *
   * @param method of HTTP
   * @param path with the query
   */
  Answer ask(String method, String path) throws UnreachedException;

  /** The status in brief, again and again. */
  Feed statuses() throws UnreachedException;
}
