package io.tickcache.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class PackerTest {

  private static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

  @TempDir private Path directory;

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path jar = Files.createTempFile(directory, "in", ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static byte[] type(String name, String parent) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, parent, null);
    return writer.toByteArray();
  }

  private JarFile packed(Map<String, byte[]> entries) throws IOException {
    Packer packer = new Packer(TIME);
    packer.hide("java8", jar(entries));
    Path out = directory.resolve("out.jar");
    packer.write(out, "1.2.3");
    return new JarFile(out.toFile());
  }

  @Test
  void onlyTheEntranceStaysWhereTheJvmLooks() throws IOException {
    try (JarFile jar =
        packed(
            Map.of(
                "io/tickcache/bootstrap/Entrance.class",
                type("io/tickcache/bootstrap/Entrance", "java/lang/Object"),
                "io/tickcache/agent/Agent.class",
                type("io/tickcache/agent/Agent", "java/lang/Object"),
                "io/tickcache/shaded/netty/Channel.class",
                type("io/tickcache/shaded/netty/Channel", "java/lang/Object"),
                "META-INF/maven/x/pom.xml",
                new byte[] {1},
                "notes.txt",
                new byte[] {1}))) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .containsExactly(
              "META-INF/MANIFEST.MF",
              "io/tickcache/bootstrap/Entrance.class",
              "tickcache/java8/io/tickcache/agent/Agent.classdata",
              "tickcache/java8/lib/netty/Channel.classdata",
              "tickcache/java8/notes.txt");
      assertThat(jar.getManifest().getMainAttributes())
          .containsEntry(new Attributes.Name("Premain-Class"), "io.tickcache.bootstrap.Entrance");
    }
  }

  /** The major version stands in bytes 6 and 7 of a class file. */
  @Test
  void anOldJvmCanReadTheEntrance() throws IOException {
    byte[] entrance = type("io/tickcache/bootstrap/Entrance", "java/lang/Object");
    try (JarFile jar = packed(Map.of("io/tickcache/bootstrap/Entrance.class", entrance));
        InputStream in =
            jar.getInputStream(jar.getEntry("io/tickcache/bootstrap/Entrance.class"))) {
      assertThat(in.readAllBytes()[7]).isEqualTo((byte) 50);
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    Path input =
        jar(Map.of("io/tickcache/agent/A.class", type("io/tickcache/agent/A", "java/lang/Object")));
    for (String name : List.of("one.jar", "two.jar")) {
      Packer packer = new Packer(TIME);
      packer.hide("java8", input);
      packer.write(directory.resolve(name), "1.2.3");
    }

    assertThat(directory.resolve("one.jar")).hasSameBinaryContentAs(directory.resolve("two.jar"));
  }

  @Test
  void theParserOfYamlLooksInVainForDatesOfSql() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (String name : List.of("io/tickcache/shaded/snakeyaml/Tag", "io/tickcache/agent/Sql")) {
      entries.put(name + ".class", asking(name, "java.sql.Date"));
    }

    try (JarFile jar = packed(entries)) {
      assertThat(asked(jar, "lib/snakeyaml/Tag")).isEqualTo("io.tickcache.agent.no.java.sql.Date");
      assertThat(asked(jar, "io/tickcache/agent/Sql")).isEqualTo("java.sql.Date");
    }
  }

  /** A class with a method that returns a text. */
  private static byte[] asking(String name, String text) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "asked", "()Ljava/lang/String;", null, null);
    method.visitCode();
    method.visitLdcInsn(text);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    return writer.toByteArray();
  }

  private static String asked(JarFile jar, String name) throws IOException {
    List<Object> constants = new ArrayList<>();
    try (InputStream in =
        jar.getInputStream(jar.getEntry("tickcache/java8/" + name + ".classdata"))) {
      new ClassReader(in.readAllBytes())
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(
                    int access,
                    String method,
                    String descriptor,
                    String signature,
                    String[] exceptions) {
                  return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLdcInsn(Object constant) {
                      constants.add(constant);
                    }
                  };
                }
              },
              0);
    }
    return String.valueOf(constants.get(0));
  }

  @Test
  void theManifestTellsWhichPackagesNewerLevelsHave() throws IOException {
    Packer packer = new Packer(TIME);
    packer.hide("java8", jar(Map.of("a/Old.class", type("a/Old", "java/lang/Object"))));
    packer.hide(
        "java11",
        jar(
            Map.of(
                "b/New.class", type("b/New", "java/lang/Object"),
                "b/c/Newer.class", type("b/c/Newer", "java/lang/Object"))));
    Path out = directory.resolve("levels.jar");
    packer.write(out, "1.2.3");

    try (JarFile jar = new JarFile(out.toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Tickcache-Packages-java8")).isNull();
      assertThat(main.getValue("Tickcache-Packages-java11")).isEqualTo("/b/ /b/c/");
    }
  }

  @Test
  void aParentThatWasLeftOutIsFound() throws IOException {
    Packer packer = new Packer(TIME);
    packer.hide(
        "java8",
        jar(
            Map.of(
                "io/tickcache/shaded/a/Child.class",
                type("io/tickcache/shaded/a/Child", "io/tickcache/shaded/a/Parent"))));

    assertThatThrownBy(packer::requireParents)
        .hasMessageContainingAll("a/Child", "a/Parent", "which the jar lacks");
  }

  private List<String> leftAfterLeavingOut(Map<String, byte[]> entries) throws IOException {
    Packer packer = new Packer(TIME);
    packer.hide("java8", jar(entries));
    packer.leaveOutUnused();
    Path out = directory.resolve("lean.jar");
    packer.write(out, "1.2.3");
    try (JarFile jar = new JarFile(out.toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(name -> name.contains("java8/")).toList();
    }
  }

  private static byte[] ofLibrary(String name) {
    return type("io/tickcache/shaded/" + name, "java/lang/Object");
  }

  @Test
  void classesOfLibrariesThatNothingLeadsToAreLeftOut() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put(
        "io/tickcache/agent/A.class", type("io/tickcache/agent/A", "io/tickcache/shaded/a/Used"));
    entries.put("io/tickcache/agent/Alone.class", type("io/tickcache/agent/Alone", "java/lang/A"));
    entries.put(
        "io/tickcache/shaded/a/Used.class",
        type("io/tickcache/shaded/a/Used", "io/tickcache/shaded/a/UsedByUsed"));
    entries.put("io/tickcache/shaded/a/UsedByUsed.class", ofLibrary("a/UsedByUsed"));
    entries.put(
        "io/tickcache/shaded/a/Unused.class",
        type("io/tickcache/shaded/a/Unused", "io/tickcache/shaded/a/UsedByUnused"));
    entries.put("io/tickcache/shaded/a/UsedByUnused.class", ofLibrary("a/UsedByUnused"));
    entries.put("io/tickcache/shaded/a/texts.properties", new byte[] {1});

    assertThat(leftAfterLeavingOut(entries))
        .containsExactly(
            "tickcache/java8/io/tickcache/agent/A.classdata",
            "tickcache/java8/io/tickcache/agent/Alone.classdata",
            "tickcache/java8/lib/a/Used.classdata",
            "tickcache/java8/lib/a/UsedByUsed.classdata",
            "tickcache/java8/lib/a/texts.properties");
  }

  @Test
  void whatIsLoadedByItsNameIsNotLeftOut() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put(
        "io/tickcache/agent/A.class",
        asking("io/tickcache/agent/A", "io.tickcache.shaded.a.InText"));
    entries.put("io/tickcache/shaded/a/InText.class", ofLibrary("a/InText"));
    entries.put(
        "META-INF/services/io.tickcache.shaded.a.Service",
        "# the only one\nio.tickcache.shaded.a.Listed\n".getBytes(StandardCharsets.UTF_8));
    entries.put("io/tickcache/shaded/a/Listed.class", ofLibrary("a/Listed"));
    entries.put(
        "io/tickcache/shaded/caffeine/cache/SSMSA.class", ofLibrary("caffeine/cache/SSMSA"));

    assertThat(leftAfterLeavingOut(entries))
        .contains(
            "tickcache/java8/lib/a/InText.classdata",
            "tickcache/java8/lib/a/Listed.classdata",
            "tickcache/java8/lib/caffeine/cache/SSMSA.classdata");
  }

  /** A newer release of a library may need what the older one doesn't. */
  @Test
  void aClassIsKeptForWhatItIsAtAnyLevel() throws IOException {
    Packer packer = new Packer(TIME);
    packer.hide(
        "java8",
        jar(
            Map.of(
                "io/tickcache/agent/A.class",
                type("io/tickcache/agent/A", "io/tickcache/shaded/a/Used"),
                "io/tickcache/shaded/a/Used.class",
                ofLibrary("a/Used"),
                "io/tickcache/shaded/a/Base.class",
                ofLibrary("a/Base"))));
    packer.hide(
        "java11",
        jar(
            Map.of(
                "io/tickcache/shaded/a/Used.class",
                type("io/tickcache/shaded/a/Used", "io/tickcache/shaded/a/Base"))));
    packer.leaveOutUnused();

    packer.requireParents();
  }
}
