package io.tickcache.rules.yaml;

import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The environment variables and files of this process. */
final class ProcessEnvironment implements Environment {
  @Override
  public @Nullable String variable(String name) {
    return System.getenv(name);
  }

  @Override
  public String file(String path, int largest) throws IOException {
    byte[] bytes = TextFile.bytes(new File(path), largest);
    if (bytes.length > largest) {
      throw new IOException("it is larger than " + largest / 1024 + " KiB");
    }
    return TextFile.text(bytes);
  }
}
