package com.acme.hosts;

/** The desk as a small part of a large application, all classes of which are loaded first. */
final class LargeApplication {

  private LargeApplication() {}

  /**
   * Loads them, and opens the desk.
   *
   * @param arguments the common beginning of the names of those classes, and their number
   */
  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = LargeApplication.class.getClassLoader();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Class.forName(arguments[0] + i, true, loader);
    }
    Class.forName("com.acme.desk.Desk")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }
}
