package io.tickcache.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Changes of class files that leave what the code does as it is, or nearly so. */
final class ClassFiles {

  private static final String NOWHERE = "io.tickcache.agent.no.";

  private ClassFiles() {}

  /** Without the names of local variables and parameters; stack traces keep their lines. */
  static byte[] withoutVariables(byte[] file) {
    return withMethods(file, ClassFiles::onlyLines);
  }

  /**
   * Where classes whose names begin so are looked for by their names in vain: in a package that
   * nobody has.
   */
  static byte[] without(String prefix, byte[] file) {
    return withMethods(file, written -> elsewhere(prefix, written));
  }

  /** As a compiler for Java 6 would have written it, if it uses nothing newer. */
  static byte[] asOfJava6(byte[] file) {
    return rewritten(
        file,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visit(
                  int version,
                  int access,
                  String name,
                  @Nullable String signature,
                  @Nullable String superName,
                  String @Nullable [] interfaces) {
                super.visit(Opcodes.V1_6, access, name, signature, superName, interfaces);
              }
            });
  }

  /** The internal names of what a class extends and implements. */
  static List<String> parents(byte[] file) {
    ClassReader reader = new ClassReader(file);
    List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
    if (reader.getSuperName() != null) {
      parents.add(reader.getSuperName());
    }
    return parents;
  }

  private static MethodVisitor onlyLines(MethodVisitor written) {
    return new MethodVisitor(Opcodes.ASM9, written) {
      @Override
      public void visitLocalVariable(
          String variable,
          String type,
          @Nullable String generic,
          Label start,
          Label end,
          int index) {
        // left out
      }

      @Override
      public void visitParameter(@Nullable String parameter, int modifiers) {
        // left out
      }
    };
  }

  private static MethodVisitor elsewhere(String prefix, MethodVisitor written) {
    return new MethodVisitor(Opcodes.ASM9, written) {
      @Override
      public void visitLdcInsn(Object constant) {
        boolean meant = constant instanceof String text && text.startsWith(prefix);
        super.visitLdcInsn(meant ? NOWHERE + constant : constant);
      }
    };
  }

  private static byte[] withMethods(byte[] file, UnaryOperator<MethodVisitor> way) {
    return rewritten(
        file,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return way.apply(
                    super.visitMethod(access, name, descriptor, signature, exceptions));
              }
            });
  }

  private static byte[] rewritten(byte[] file, Way way) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(file).accept(way.to(writer), 0);
    return writer.toByteArray();
  }

  /** What a class passes through on its way to the writer. */
  private interface Way {
    ClassVisitor to(ClassWriter writer);
  }
}
