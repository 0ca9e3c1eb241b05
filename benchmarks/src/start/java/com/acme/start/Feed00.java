package com.acme.start;

/** What the feeds of a large application are asked by; their names differ in the digits. */
public interface Feed00 {

  String quote(String symbol);
}
