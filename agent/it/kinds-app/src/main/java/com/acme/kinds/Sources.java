package com.acme.kinds;

import java.io.IOException;

/** Interfaces of clients, one for each rule. */
public final class Sources {

  private Sources() {}

  /** What they have in common, but no rule names. */
  public interface Source {}

  public interface Single extends Source {
    String quote(String symbol) throws IOException;
  }

  public interface ByClass extends Source {
    String quote(String symbol) throws IOException;
  }

  public interface ByInstance extends Source {
    String quote(String symbol) throws IOException;
  }

  public interface Ignoring extends Source {
    String quote(String symbol) throws IOException;
  }

  public interface ByVenue extends Source {
    String quote(String symbol) throws IOException;

    String getVenue();
  }

  public interface Functional {
    String quote(String symbol);
  }
}
