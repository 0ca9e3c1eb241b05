package com.acme.crowded;

/** One thing to do; the answer is one line. */
interface Command {
  String run() throws Exception;
}
