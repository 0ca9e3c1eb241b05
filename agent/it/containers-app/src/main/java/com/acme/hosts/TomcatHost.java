package com.acme.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat, of the release that is on the class path; an application is a web application with two
 * jars: its own, and the servlet for that release.
 */
final class TomcatHost extends Host<Context> {

  private static final Logger ALL = Logger.getLogger("");

  private static final String DESCRIPTOR =
      "<web-app version='3.0' xmlns='http://java.sun.com/xml/ns/javaee' metadata-complete='true'>"
          + "<servlet><servlet-name>desk</servlet-name>"
          + "<servlet-class>com.acme.desk.DeskServlet</servlet-class></servlet>"
          + "<servlet-mapping><servlet-name>desk</servlet-name>"
          + "<url-pattern>/</url-pattern></servlet-mapping></web-app>";

  private final Tomcat tomcat;
  private final Path directory;
  private final Path servlet;

  private TomcatHost(Tomcat tomcat, Path directory, Path servlet) {
    this.tomcat = tomcat;
    this.directory = directory;
    this.servlet = servlet;
  }

  public static void main(String[] arguments) throws Exception {
    ALL.setLevel(Level.WARNING);
    Path directory = Paths.get(arguments[0]);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.resolve("base").toString());
    tomcat.getHost().setAppBase(directory.toString());
    tomcat.setPort(0);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    tomcat.getConnector();
    tomcat.start();
    new TomcatHost(tomcat, directory, Paths.get(arguments[1])).run();
  }

  @Override
  Context deploy(String name, Path jar) throws IOException {
    Path home = directory.resolve(name);
    Path libraries = Files.createDirectories(home.resolve("WEB-INF/lib"));
    Files.write(home.resolve("WEB-INF/web.xml"), DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
    copy(jar, libraries);
    copy(servlet, libraries);
    return tomcat.addWebapp("/" + name, home.toString());
  }

  private static void copy(Path jar, Path libraries) throws IOException {
    Files.copy(jar, libraries.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  ClassLoader loaderOf(Context context) {
    return context.getLoader().getClassLoader();
  }

  /** Over the network, and so on one of the threads that Tomcat lends to all its applications. */
  @Override
  String ask(Context context, String line) throws IOException {
    URL url =
        new URL(
            "http://127.0.0.1:"
                + tomcat.getConnector().getLocalPort()
                + context.getPath()
                + "/?line="
                + URLEncoder.encode(line, "UTF-8"));
    try (BufferedReader body =
        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
      return body.readLine();
    }
  }

  @Override
  void undeploy(Context context) throws Exception {
    tomcat.getHost().removeChild(context);
    context.destroy();
  }
}
