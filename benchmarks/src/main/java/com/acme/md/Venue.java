package com.acme.md;

/** Where something is traded. */
public enum Venue {
  XNAS,
  XNYS
}
