package io.tickcache.agent.admin;

import org.jspecify.annotations.Nullable;

/** The file of the rules in force as it is on disk now, whatever was read of it before. */
public interface RulesOnDisk {

  Found look();

  /** What is on disk. Immutable. */
  final class Found {
    final @Nullable String digest;
    final String diagnostics;

    /**
     * @param digest null where the file can't be read, or has mistakes
     * @param diagnostics as they would be told; empty if there are none
     */
    public Found(@Nullable String digest, String diagnostics) {
      this.digest = digest;
      this.diagnostics = diagnostics;
    }
  }
}
