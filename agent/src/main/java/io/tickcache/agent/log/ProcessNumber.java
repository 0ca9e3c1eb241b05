package io.tickcache.agent.log;

import java.io.File;
import java.io.IOException;

/** By which number the operating system knows this process. */
public final class ProcessNumber {

  private ProcessNumber() {}

  /** In digits; empty where nothing tells without a look at JMX. */
  public static String own() {
    try {
      Class<?> handles = Class.forName("java.lang.ProcessHandle");
      Object handle = handles.getMethod("current").invoke(null);
      return String.valueOf(handles.getMethod("pid").invoke(handle));
    } catch (ReflectiveOperationException java8) {
      return ofLink(new File("/proc/self"));
    }
  }

  private static String ofLink(File self) {
    try {
      String name = self.getCanonicalFile().getName();
      return name.matches("\\d+") ? name : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
