package io.tickcache.it.containers;

import io.tickcache.it.harness.AgentJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What loads the classes of an application that is alone in its JVM. */
enum Launcher {
  SPRING_BOOT_2(8, Integer.MAX_VALUE, "org.springframework.boot.loader.LaunchedURLClassLoader") {
    @Override
    AgentJvm.Builder jvm(Path directory) {
      return Desk.jvm("org.springframework.boot.loader.JarLauncher")
          .classPath(Desk.made("spring-boot2.jar"));
    }
  },
  SPRING_BOOT_3(
      17, Integer.MAX_VALUE, "org.springframework.boot.loader.launch.LaunchedClassLoader") {
    @Override
    AgentJvm.Builder jvm(Path directory) {
      return Desk.jvm("org.springframework.boot.loader.launch.JarLauncher")
          .classPath(Desk.made("spring-boot3.jar"));
    }
  },
  JBOSS_MODULES_1(8, 23, "org.jboss.modules.ModuleClassLoader") {
    @Override
    AgentJvm.Builder jvm(Path directory) {
      return modules("jboss-modules1")
          .jvmArguments("-Djboss.modules.system.pkgs=org.jboss.byteman,io.tickcache");
    }
  },
  JBOSS_MODULES_2(11, Integer.MAX_VALUE, "org.jboss.modules.ModuleClassLoader") {
    @Override
    AgentJvm.Builder jvm(Path directory) {
      return modules("jboss-modules2");
    }
  },
  SYSTEM_CLASS_LOADER_OF_ITS_OWN(8, Integer.MAX_VALUE, "com.acme.hosts.OwnLoader") {
    @Override
    AgentJvm.Builder jvm(Path directory) {
      return Desk.jvm("com.acme.desk.Desk")
          .classPath(Desk.made("containers-app.jar"), Desk.made("desk-east.jar"))
          .jvmArguments("-Xshare:off", "-Djava.system.class.loader=com.acme.hosts.OwnLoader");
    }
  },
  TEN_THOUSAND_CLASSES(8, Integer.MAX_VALUE, ".*AppClassLoader") {
    @Override
    AgentJvm.Builder jvm(Path directory) {
      return Desk.jvm("com.acme.hosts.LargeApplication")
          .classPath(
              Desk.made("containers-app.jar"),
              Desk.made("desk-east.jar"),
              ManyClasses.jar(directory, 10_000))
          .arguments(ManyClasses.PREFIX, "10000");
    }
  };

  private final int oldestJava;
  private final int newestJava;
  private final String classLoader;

  Launcher(int oldestJava, int newestJava, String classLoader) {
    this.oldestJava = oldestJava;
    this.newestJava = newestJava;
    this.classLoader = classLoader;
  }

  abstract AgentJvm.Builder jvm(Path directory);

  /** Whether it is for this release of Java. */
  boolean runsOn(int java) {
    return oldestJava <= java && java <= newestJava;
  }

  /** The class of the application's loader, as a regular expression. */
  String classLoader() {
    return classLoader;
  }

  private static AgentJvm.Builder modules(String release) {
    List<Path> jars = new ArrayList<>(Desk.library(release, "jboss-modules"));
    return Desk.jvm("org.jboss.modules.Main")
        .classPath(jars.toArray(new Path[0]))
        .arguments("-mp", Desk.made("modules").toString(), "com.acme.desk");
  }
}
