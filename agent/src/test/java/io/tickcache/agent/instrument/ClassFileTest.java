package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;

/** Reads class files as a full parser does, only less of them. */
class ClassFileTest {

  @Test
  void parentsAreReadAsAFullParserReadsThem() {
    List<byte[]> files = jdkClasses();
    assertThat(files).hasSizeGreaterThan(2_000);

    for (byte[] file : files) {
      ClassReader reader = OpenedClassReader.of(file);
      List<String> parents = new ArrayList<>();
      if (reader.getSuperName() != null) {
        parents.add(reader.getSuperName().replace('/', '.'));
      }
      for (String parent : reader.getInterfaces()) {
        parents.add(parent.replace('/', '.'));
      }
      assertThat(new ClassFile(file).parents()).as(reader.getClassName()).isEqualTo(parents);
    }
  }

  @Test
  void everyDeclaredMethodIsFound() {
    for (byte[] file : jdkClasses()) {
      ClassReader reader = OpenedClassReader.of(file);
      ClassFile read = new ClassFile(file);
      for (String method : methodsOf(reader)) {
        assertThat(read.declares(Set.of(ClassFile.encoded(method))))
            .as(reader.getClassName() + method)
            .isTrue();
      }
      assertThat(read.declares(Set.of("noClassDeclaresThis"))).isFalse();
    }
  }

  @Test
  void oneOfManyNamesIsEnough() {
    ClassFile file = new ClassFile(Loom.bytesOf(InterestTest.Client.class));

    assertThat(file.declares(Set.of("absent", "quote"))).isTrue();
    assertThat(file.declares(Set.of("quot", "quotes"))).isFalse();
    assertThat(file.declares(Set.of())).isFalse();
  }

  private static Set<String> methodsOf(ClassReader reader) {
    Set<String> methods = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            methods.add(name);
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return methods;
  }

  /** The class files of java.util, java.lang and java.time, with all that is below them. */
  private static List<byte[]> jdkClasses() {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java");
    List<byte[]> files = new ArrayList<>();
    for (String part : List.of("util", "lang", "time")) {
      try (Stream<Path> paths = Files.walk(base.resolve(part))) {
        for (Path path :
            paths.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList())) {
          files.add(Files.readAllBytes(path));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return files;
  }
}
