package com.acme.console;

/** One command; the first of the words is its name. */
interface Command {
  String run(String[] words) throws Exception;
}
