package io.tickcache.rules.yaml;

import java.io.IOException;
import java.util.Map;

/** An environment of fixed variables and files. */
record FixedEnvironment(Map<String, String> variables, Map<String, String> files)
    implements Environment {
  static final FixedEnvironment EMPTY = new FixedEnvironment(Map.of(), Map.of());

  @Override
  public String variable(String name) {
    return variables.get(name);
  }

  @Override
  public String file(String path, int largest) throws IOException {
    String text = files.get(path);
    if (text == null) {
      throw new IOException("there is no such file");
    }
    return text;
  }
}
