package io.tickcache.rules;

/** How much a line of the agent's log matters, the most first. */
public enum LogLevel {
  /** Something of the agent's doesn't work. */
  ERROR,
  /** Something that an operator may want to mend; calls are answered all the same. */
  WARN,
  /** What a healthy agent does, in few lines. */
  INFO,
  /** For who looks into the agent itself. */
  DEBUG
}
