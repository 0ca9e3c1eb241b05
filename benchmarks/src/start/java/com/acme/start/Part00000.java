package com.acme.start;

import java.util.ArrayList;
import java.util.List;

/** What the classes of a large application are made like; their names differ in the digits. */
class Part00000 extends Part implements Runnable {

  private final List<String> names = new ArrayList<>();
  private long count;

  Part00000(String name) {
    names.add(name);
  }

  @Override
  public void run() {
    for (String name : names) {
      count += name.length();
    }
  }

  public String describe(String symbol) {
    return symbol + count;
  }
}
