package io.tickcache.rules.yaml;

import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The environment variables and files of this process. */
final class ProcessEnvironment implements Environment {
  /** Secrets are short; whatever is larger was named by mistake. */
  private static final int LARGEST_FILE = 64 * 1024;

  @Override
  public @Nullable String variable(String name) {
    return System.getenv(name);
  }

  @Override
  public String file(String path) throws IOException {
    byte[] bytes = TextFile.bytes(new File(path), LARGEST_FILE);
    if (bytes.length > LARGEST_FILE) {
      throw new IOException("it is larger than 64 KiB");
    }
    return TextFile.text(bytes);
  }
}
