package io.tickcache.it.containers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A jar of very many classes. Each has a method that a rule might mean by its name, and every
 * second one a superclass, so that none can be passed over by the looks of it alone.
 */
final class ManyClasses {

  static final String PREFIX = "com.acme.crowd.Member";

  private ManyClasses() {}

  static Path jar(Path directory, int number) {
    Path jar = directory.resolve("many.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.setLevel(1);
      for (int i = 0; i < number; i++) {
        String name = (PREFIX + i).replace('.', '/');
        String parent = i % 2 == 0 ? "java/lang/Object" : (PREFIX + (i - 1)).replace('.', '/');
        out.putNextEntry(new JarEntry(name + ".class"));
        out.write(member(name, parent));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] member(String name, String parent) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, parent, null);
    MethodVisitor quote =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "quote",
            "(Ljava/lang/String;)Ljava/lang/String;",
            null,
            null);
    quote.visitCode();
    quote.visitVarInsn(Opcodes.ALOAD, 0);
    quote.visitInsn(Opcodes.ARETURN);
    quote.visitMaxs(1, 1);
    quote.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
