package io.tickcache.it.containers;

import io.tickcache.it.harness.AgentJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs several applications in one JVM, and lets them come and go. */
enum Container {
  TOMCAT_9(8, "com.acme.hosts.TomcatHost", "org.apache.catalina.loader.") {
    @Override
    List<Path> jars() {
      return Desk.library("tomcat9", "tomcat-embed-core", "tomcat-annotations-api");
    }

    @Override
    String servlet() {
      return "servlet-javax.jar";
    }
  },
  TOMCAT_10(11, "com.acme.hosts.TomcatHost", "org.apache.catalina.loader.") {
    @Override
    List<Path> jars() {
      return Desk.library("tomcat10", "tomcat-embed-core", "tomcat-annotations-api");
    }

    @Override
    String servlet() {
      return "servlet-jakarta.jar";
    }
  },
  FELIX(8, "com.acme.hosts.OsgiHost", "org.apache.felix.framework.") {
    @Override
    List<Path> jars() {
      return Desk.library("felix", "org.apache.felix.framework");
    }
  },
  EQUINOX(8, "com.acme.hosts.OsgiHost", "org.eclipse.osgi.internal.loader.") {
    @Override
    List<Path> jars() {
      return Desk.library("equinox", "org.eclipse.osgi");
    }
  };

  private final int oldestJava;
  private final String host;
  private final String classLoaders;

  Container(int oldestJava, String host, String classLoaders) {
    this.oldestJava = oldestJava;
    this.host = host;
    this.classLoaders = classLoaders;
  }

  abstract List<Path> jars();

  String servlet() {
    return "";
  }

  int oldestJava() {
    return oldestJava;
  }

  /** How the names of its class loaders begin. */
  String classLoaders() {
    return classLoaders;
  }

  AgentJvm.Builder jvm(Path directory) {
    List<Path> classPath = new ArrayList<>(List.of(Desk.made("containers-app.jar")));
    classPath.addAll(jars());
    return Desk.jvm(host)
        .classPath(classPath.toArray(new Path[0]))
        .arguments(directory.toString(), Desk.made(servlet()).toString());
  }
}
