package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Compiled;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the agent loads before the application's {@code main}, where no rule names a class that is
 * there: what an agent that does nothing has the same JVM load is taken away.
 */
class PremainClassesIT {

  private static final String MAIN = "com.acme.console.Console";

  private static final int MOST = 150;

  private static final String RULES =
      """
      version: 1
      redis: {uri: 'redis://127.0.0.1:1'}
      rules:
        venues: {method: com.acme.md.VenueClient#quote(String)}
      """;

  @RegisterExtension static final World WORLD = World.ofClass();

  @TempDir static Path directory;

  private static Set<String> added;

  /** Those, and where the file has to be read because there may be names in it that nobody sees. */
  private static Set<String> addedEitherWay;

  @BeforeAll
  static void runBoth() throws IOException {
    Upstream upstream = WORLD.upstream();
    ClassLog idle = new ClassLog(directory.resolve("idle.log"));
    ClassLog woven = new ClassLog(directory.resolve("woven.log"));
    ClassLog reading = new ClassLog(directory.resolve("reading.log"));
    run(idle.of(AgentJvm.console(upstream)).agentJar(idleAgent()).agentArgument(null));
    run(woven.of(AgentJvm.console(upstream)).rules(RULES));

    run(reading.of(AgentJvm.console(upstream)).rules(RULES + "# \\\n"));

    added = new TreeSet<>(woven.before(MAIN));
    added.removeAll(idle.before(MAIN));
    addedEitherWay = new TreeSet<>(reading.before(MAIN));
    addedEitherWay.removeAll(idle.before(MAIN));
    addedEitherWay.addAll(added);
    System.out.println("the agent has " + added.size() + " classes loaded before main");
  }

  private static void run(AgentJvm.Builder application) {
    AgentJvm app = WORLD.start(application);
    app.ask("quote AAPL");
    assertThat(app.end()).isZero();
  }

  private static Path idleAgent() throws IOException {
    Path classes =
        Compiled.of(
            directory,
            Map.of(
                "Idle.java",
                "public class Idle { public static void premain(String argument) {} }"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "Idle");
    Path jar = directory.resolve("idle.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.putNextEntry(new ZipEntry("Idle.class"));
      entries.write(Files.readAllBytes(classes.resolve("Idle.class")));
    }
    return jar;
  }

  @Test
  void thereAreFew() {
    assertThat(added).anyMatch(name -> name.startsWith("io.tickcache.")).hasSizeLessThan(MOST);
  }

  @Test
  void noneIsOfALibraryUnlessTheRulesAreRead() {
    assertThat(added).noneMatch(name -> name.startsWith("io.tickcache.shaded."));
    assertThat(addedEitherWay).anyMatch(name -> name.startsWith("io.tickcache.shaded.snakeyaml."));
  }

  @Test
  void noneIsOfLoggingOrManagement() {
    assertThat(addedEitherWay)
        .noneMatch(name -> name.matches("(java\\.util\\.logging|javax\\.management)\\..*"));
  }

  @Test
  void noneIsOfTheFileSystemThatAnApplicationMayReplace() {
    // By this one the JVM itself tells whether it has the agent's jar open.
    assertThat(addedEitherWay)
        .filteredOn(name -> name.matches("(sun\\.nio\\.fs|java\\.nio\\.file)\\..*"))
        .isSubsetOf("sun.nio.fs.UnixFileKey");
  }

  @Test
  void noneIsOfTheNetwork() {
    assertThat(addedEitherWay)
        .noneMatch(
            name ->
                name.matches(
                    "(java\\.nio\\.channels|sun\\.net\\.(www\\.http|spi|dns))\\..*"
                        + "|sun\\.nio\\.ch\\..*(Socket|Channel|Selector|Net).*"
                        + "|java\\.net\\.(.*Socket|Inet|NetworkInterface|Http|Proxy).*"));
  }

  /** Early releases of Java 8 can't have lambdas there; newer JVMs have some of their own. */
  @Test
  void noneIsOfALambda() throws IOException {
    String owner = JvmUnderTest.version() == 8 ? "" : "io.tickcache.";
    assertThat(addedEitherWay)
        .filteredOn(name -> name.startsWith(owner))
        .noneMatch(name -> name.contains("$$Lambda") || name.contains("LambdaMetafactory"));
  }

  @Test
  void noneIsOfSecurityProviders() {
    assertThat(addedEitherWay)
        .noneMatch(
            name ->
                name.matches(
                    "(sun\\.security\\.(jca|provider)\\..*|java\\.security\\.(Security|Provider).*)"));
  }
}
