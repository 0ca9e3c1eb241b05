package io.tickcache.it.history;

/** Breaks something and mends it. */
interface Nemesis {

  String name();

  void strike() throws Exception;

  void heal() throws Exception;
}
