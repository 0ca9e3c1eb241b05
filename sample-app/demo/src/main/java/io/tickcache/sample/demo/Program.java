package io.tickcache.sample.demo;

/** The frame of what the scripts run: leaves no process and no file behind, however it ends. */
final class Program {
  private Program() {}

  /** Runs the body and returns the code to exit with: 0, or 1 if it failed, which is told. */
  static int run(String name, Body body) throws InterruptedException {
    Children children = new Children();
    try {
      Workspace workspace = Workspace.create();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(children, workspace)));
      body.run(children, workspace);
      return 0;
    } catch (DemoFailure e) {
      if (!children.isClosed()) {
        System.err.println(name + ": " + e.getMessage());
      }
      return 1;
    }
  }

  private static void leaveNothing(Children children, Workspace workspace) {
    children.close();
    workspace.close();
  }

  interface Body {
    void run(Children children, Workspace workspace) throws DemoFailure, InterruptedException;
  }
}
