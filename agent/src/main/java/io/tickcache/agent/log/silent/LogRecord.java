package io.tickcache.agent.log.silent;

/** Only a name that libraries refer to; they make no record of what isn't logged. */
public final class LogRecord {

  private LogRecord() {}
}
