package io.tickcache.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That the mutants can still be made, and get as far as to be caught, which {@code ci/mutants}
 * shows.
 */
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

  static List<Mutant> mutantsOfScripts() {
    return Mutant.ALL.stream().filter(Mutant::breaksScripts).toList();
  }

  @ParameterizedTest
  @MethodSource("mutantsOfScripts")
  void noMutantFailsWhenTheAgentTriesOutItsScripts(Mutant mutant) throws Exception {
    RunSettings shipped = RunSettings.brief(0, 1);
    Path jar = MutantJar.of(shipped.agentJar(), mutant);
    try {
      assertThatCode(() -> new HistoryRun(shipped.untilFirstViolation(jar)).close())
          .as("its processes use Redis")
          .doesNotThrowAnyException();
    } finally {
      Files.delete(jar);
    }
  }
}
