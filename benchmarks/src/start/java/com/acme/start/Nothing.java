package com.acme.start;

/** An application that ends as soon as it has begun. */
final class Nothing {

  public static void main(String[] arguments) {}
}
