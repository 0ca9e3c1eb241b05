package com.acme.start;

/** What all parts of a large application have in common. */
abstract class Part {

  long size() {
    return 0;
  }
}
