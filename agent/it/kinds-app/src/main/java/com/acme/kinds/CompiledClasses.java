package com.acme.kinds;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Clients that only newer compilers can make, compiled where the JVM has such a one. */
final class CompiledClasses {

  private static final Map<String, String> SOURCES = new LinkedHashMap<>();

  static {
    SOURCES.put(
        "9 Own",
        "interface Reading { int[] bodies();\n"
            + "  private String quote(String s) { return s + '@' + ++bodies()[0]; }\n"
            + "  default String ask(String s) { return quote(s); } }\n"
            + "public class Own implements Reading { int[] b = {0};\n"
            + "  public int[] bodies() { return b; } }");
    SOURCES.put(
        "16 Rec",
        "public record Rec(int[] bodies) { public Rec() { this(new int[1]); }\n"
            + "  public String quote(String s) { return s + '@' + ++bodies[0]; }\n"
            + "  public String ask(String s) { return quote(s); } }");
    SOURCES.put(
        "17 Sealed",
        "sealed interface Kind permits Sealed { String quote(String s); }\n"
            + "public final class Sealed implements Kind { int bodies;\n"
            + "  public String quote(String s) { return s + '@' + ++bodies; }\n"
            + "  public String ask(String s) { return quote(s); } }");
    SOURCES.put(
        "21 Matching",
        "public class Matching { int bodies; record Of(String symbol, int body) {}\n"
            + "  public String quote(String s) { Object of = new Of(s, ++bodies);\n"
            + "    return switch (of) { case Of(String a, int b) when b > 0 -> a + '@' + b;\n"
            + "      default -> \"none\"; }; }\n"
            + "  public String ask(String s) { return quote(s); } }");
    SOURCES.put(
        "25 Flexible",
        "class Asking { final String early; Asking() { early = quote(\"\"); }\n"
            + "  String quote(String s) { return s; } }\n"
            + "public class Flexible extends Asking { int bodies;\n"
            + "  public Flexible() { bodies = -1; super(); }\n"
            + "  public String quote(String s) { return s + '@' + ++bodies; }\n"
            + "  public String ask(String s) { return quote(s); } }");
  }

  void addTo(Map<String, Kinds.Command> commands) {
    commands.put("compiled", words -> compiled());
  }

  private static String compiled() throws Exception {
    StringBuilder answers = new StringBuilder("compiled");
    for (Map.Entry<String, String> source : SOURCES.entrySet()) {
      String[] words = source.getKey().split(" ", -1);
      if (version() >= Integer.parseInt(words[0])) {
        answers.append(' ').append(words[1]).append('=').append(ask(words[1], source.getValue()));
      }
    }
    return answers.toString();
  }

  private static int version() {
    String[] parts = System.getProperty("java.specification.version").split("\\.", -1);
    return Integer.parseInt(parts[parts.length - 1]);
  }

  private static String ask(String name, String source) throws Exception {
    Path folder = Files.createTempDirectory("kinds");
    try {
      compile(folder, name, "package com.acme.compiled; " + source);
      try (URLClassLoader loader =
          new URLClassLoader(
              new URL[] {folder.toUri().toURL()}, CompiledClasses.class.getClassLoader())) {
        Class<?> type = loader.loadClass("com.acme.compiled." + name);
        Object client = type.getConstructor().newInstance();
        Method ask = type.getMethod("ask", String.class);
        ask.setAccessible(true); // it may be that of an interface which isn't public
        return ask.invoke(client, "AAPL") + "," + ask.invoke(client, "AAPL");
      }
    } finally {
      delete(folder.toFile());
    }
  }

  private static void compile(Path folder, String name, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("this JVM has no compiler");
    }
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                null,
                Arrays.asList("-d", folder.toString(), "-proc:none"),
                null,
                Collections.singletonList(
                    new SimpleJavaFileObject(
                        URI.create("string:///" + name + ".java"),
                        javax.tools.JavaFileObject.Kind.SOURCE) {
                      @Override
                      public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                      }
                    }))
            .call();
    if (!compiled) {
      throw new IOException("the compiler refuses " + name);
    }
  }

  private static void delete(File file) throws IOException {
    File[] children = file.listFiles();
    for (File child : children == null ? new File[0] : children) {
      delete(child);
    }
    Files.delete(file.toPath());
  }
}
