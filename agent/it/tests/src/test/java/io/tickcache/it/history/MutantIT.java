package io.tickcache.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the mutants can still be made; {@code ci/mutants} shows that they are caught. */
class MutantIT {

  static List<Mutant> mutants() {
    return Mutant.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void everyMutantFindsWhatItBreaks(Mutant mutant) throws IOException {
    Path jar = MutantJar.of(Path.of(System.getProperty("tickcache.agent.jar")), mutant);
    try {
      assertThat(jar).isNotEmptyFile();
    } finally {
      Files.delete(jar);
    }
  }
}
