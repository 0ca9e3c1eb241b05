package io.tickcache.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of the code: one package per stage, vendors in one place each, arrows inward. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("io/tickcache/shaded"))
          .withImportOption(location -> !location.contains("io/tickcache/packing"))
          .importPackages("io.tickcache");

  private static final List<String> CATCH_EVERYTHING =
      List.of(
          "Weaver.java",
          "AnswerHandler.java",
          "AnswerTicket.java",
          "BatchCall.java",
          "BatchHandler.java",
          "BatchTicket.java",
          "BudgetedHandler.java",
          "CallArguments.java",
          "CallbackHandler.java",
          "CallbackMethod.java",
          "Comparisons.java",
          "PromiseHandler.java",
          "Purpose.java",
          "PromisedBatchTicket.java",
          "InvalidationHandler.java",
          "WatchingBatchHandler.java",
          "ObservingHandler.java",
          "PromisedVoiding.java",
          "QueuedTelling.java",
          "Refresh.java",
          "ShadowHandler.java",
          "VerifyingHandler.java",
          "Telling.java",
          "Voiding.java",
          "WatchedCall.java",
          "Launcher.java");

  @Test
  void theCodeUnderTestIsAllOfIt() {
    for (String type :
        List.of(
            "agent.Agent",
            "agent.cache.HybridCache",
            "agent.codec.ValueCodec",
            "agent.redis.RedisTier",
            "agent.metrics.Meters",
            "bootstrap.Entrance",
            "bootstrap.gate.CallGate",
            "rules.yaml.RulesFile")) {
      assertThat(CLASSES.contain("io.tickcache." + type)).as(type).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "net.bytebuddy.., io.tickcache.agent.instrument..",
    "com.github.benmanes.caffeine.., io.tickcache.agent.cache..",
    "io.lettuce.., io.tickcache.agent.redis..",
    "io.github.resilience4j.., io.tickcache.agent.redis..",
    "io.micrometer.., io.tickcache.agent.metrics..",
    "io.netty.., io.tickcache.agent.http.. io.tickcache.agent.redis..",
    "com.esotericsoftware.., io.tickcache.agent.codec..",
    "org.yaml.snakeyaml.., io.tickcache.rules.yaml..",
    "picocli.., io.tickcache.agent.cli.."
  })
  void aVendorsNameAppearsWhereItBelongsOnly(String vendor, String homes) {
    String[] home = homes.split(" ", -1);
    noClasses()
        .that()
        .resideOutsideOfPackages(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .check(CLASSES);
    assertThat(CLASSES.that(resideInAnyPackage(home)))
        .as("%s names %s", homes, vendor)
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(used -> resideInAPackage(vendor).test(used.getTargetClass())));
  }

  @Test
  void whatVendorsUseThemselvesIsNamedNowhere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "reactor..", "org.reactivestreams..", "com.codahale..", "io.prometheus..", "io.vavr..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "cache, classes",
    "classpath, ",
    "key, classes",
    "log, ",
    "json, ",
    "privilege, ",
    "classes, ",
    "codec, cache classes",
    "batch, codec key",
    "instrument, classpath key log privilege",
    "dispatch, batch cache classes codec instrument key log privilege upstream",
    "upstream, cache log",
    "redis, cache key log upstream",
    "metrics, cache json log redis upstream",
    "http, json log",
    "admin, cache http instrument json key log metrics redis upstream"
  })
  void anAgentsPackageKnowsOnlyThoseFurtherIn(String name, String known) {
    String self = "io.tickcache.agent." + name;
    noClasses()
        .that()
        .resideInAPackage(self)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "reside in another package of the agent than " + known,
                (JavaClass type) ->
                    type.getPackageName().startsWith("io.tickcache.agent")
                        && !type.getPackageName().equals(self)
                        && !isOneOf(type.getPackageName(), known)))
        .check(CLASSES);
  }

  private static boolean isOneOf(String packageName, String known) {
    return known != null
        && Stream.of(known.split(" "))
            .anyMatch(one -> packageName.equals("io.tickcache.agent." + one));
  }

  @Test
  void everyPackageOfTheAgentHasItsPlaceInTheList() {
    classes()
        .that()
        .resideInAPackage("io.tickcache.agent..")
        .should()
        .resideInAnyPackage(
            "io.tickcache.agent",
            "io.tickcache.agent.admin",
            "io.tickcache.agent.batch",
            "io.tickcache.agent.cache",
            "io.tickcache.agent.classpath",
            "io.tickcache.agent.cli",
            "io.tickcache.agent.http",
            "io.tickcache.agent.json",
            "io.tickcache.agent.key",
            "io.tickcache.agent.log",
            "io.tickcache.agent.log.silent",
            "io.tickcache.agent.codec",
            "io.tickcache.agent.instrument",
            "io.tickcache.agent.dispatch",
            "io.tickcache.agent.redis",
            "io.tickcache.agent.metrics",
            "io.tickcache.agent.privilege",
            "io.tickcache.agent.classes",
            "io.tickcache.agent.upstream")
        .check(CLASSES);
  }

  @Test
  void keysKnowTheRulesModelAndWhatHangsOnClassesAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.tickcache.agent.key")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.tickcache..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "io.tickcache.agent.key",
                            "io.tickcache.agent.classes",
                            "io.tickcache.rules"))))
        .check(CLASSES);
  }

  @Test
  void theRulesKnowNothingOfTheAgent() {
    noClasses()
        .that()
        .resideInAPackage("io.tickcache.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tickcache.agent..", "io.tickcache.bootstrap..")
        .check(CLASSES);
  }

  @Test
  void theModelKnowsNothingOfTheFile() {
    noClasses()
        .that()
        .resideInAPackage("io.tickcache.rules")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tickcache.rules.yaml")
        .check(CLASSES);
  }

  @Test
  void theFileOfRulesIsReadByTheRootAndTheCommandLineAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("io.tickcache.agent.*..", "io.tickcache.bootstrap..")
        .and()
        .resideOutsideOfPackage("io.tickcache.agent.cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tickcache.rules.yaml")
        .check(CLASSES);
  }

  @Test
  void whatTheApplicationSeesKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.tickcache.bootstrap..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations", "io.tickcache.bootstrap..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.tickcache.bootstrap.gate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tickcache.bootstrap")
        .check(CLASSES);
  }

  @Test
  void packagesDoNotGoRoundInCircles() {
    slices().matching("io.tickcache.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingIsPrintedToStandardOutput() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
  }

  @Test
  void onlyTheRootAndTheLauncherTouchStandardError() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.tickcache.agent.Agent")
        .and()
        .resideOutsideOfPackage("io.tickcache.bootstrap")
        .should()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void theApplicationsLoggingIsNotTouched() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    noClasses().should().dependOnClassesThat().resideInAPackage("org.slf4j..").check(CLASSES);
  }

  @Test
  void filesAreReadWithoutNio() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.nio.file..").check(CLASSES);
  }

  @Test
  void theAgentHasNoThreadLocals() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(CLASSES);
  }

  @Test
  void everythingIsCaughtInFewPlacesOnly() throws IOException {
    Pattern catchesEverything = Pattern.compile("catch\\s*\\([^)]*\\bThrowable\\b");
    int files = 0;
    for (String module : List.of("agent", "agent-bootstrap", "rules")) {
      Path sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> paths = Files.walk(sources)) {
        for (Path path : paths.filter(file -> file.toString().endsWith(".java")).toList()) {
          files++;
          String source = Files.readString(path, StandardCharsets.UTF_8);
          assertThat(catchesEverything.matcher(source).find())
              .as("%s catches Throwable", path)
              .isEqualTo(CATCH_EVERYTHING.contains(path.getFileName().toString()));
        }
      }
    }
    assertThat(files).isGreaterThan(100);
  }
}
