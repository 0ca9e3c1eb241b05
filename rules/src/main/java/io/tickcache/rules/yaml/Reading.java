package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;

/** What all who read one file share: its text, its environment, and the mistakes found so far. */
final class Reading {
  private final SourceText source;
  private final Environment environment;
  private final Problems problems = new Problems();

  Reading(SourceText source, Environment environment) {
    this.source = source;
    this.environment = environment;
  }

  SourceText source() {
    return source;
  }

  Environment environment() {
    return environment;
  }

  Problems problems() {
    return problems;
  }

  void report(Diagnostic.Builder diagnostic) {
    problems.add(diagnostic.build());
  }
}
