package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.bootstrap.gate.Served;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars of any age are woven: the agent's advice asks for nothing that their JVM lacked. */
class OldClassFilesTest {

  private static final String NAME = "com.acme.Old";

  private final ScriptedSites sites = new ScriptedSites();

  @ParameterizedTest
  @ValueSource(ints = {46, 47, 48, 49, 50, 51, 52, 55, 61})
  void aClassOfThisVersionIsAnsweredAndLoaded(int version) throws Throwable {
    Object client = client(branching(version));

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL!");
    assertThat(Calls.call(client, "quote", "")).isEqualTo("none");
    sites.answer(call -> new Served("served"));
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("served");
    assertThat(sites.calls()).hasSize(3);
  }

  /** Compilers up to Java 1.4 wrote {@code finally} as a subroutine. */
  @Test
  void aSubroutineOfAnOldCompilerIsWoven() throws Throwable {
    Object client = client(withSubroutine());

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL!");
    assertThat(sites.onlyCall().values).containsExactly("AAPL!");
    sites.answer(call -> new Served("served"));
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("served");
  }

  private Object client(byte[] bytes) {
    Loom loom =
        new Loom(sites, WeavingTest.rule("quotes", NAME + "#quote").build()).holding(NAME, bytes);
    return Calls.create(loom.load(NAME));
  }

  private static ClassWriter oldClass(int version, int flags) {
    ClassWriter writer = new ClassWriter(flags);
    writer.visit(
        version,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
        NAME.replace('.', '/'),
        null,
        "java/lang/Object",
        null);
    MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    constructor.visitEnd();
    return writer;
  }

  private static MethodVisitor quote(ClassWriter writer) {
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, "quote", "(Ljava/lang/String;)Ljava/lang/String;", null, null);
    method.visitCode();
    return method;
  }

  private static void bang(MethodVisitor method) {
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitLdcInsn("!");
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/String",
        "concat",
        "(Ljava/lang/String;)Ljava/lang/String;",
        false);
  }

  private static byte[] branching(int version) {
    ClassWriter writer = oldClass(version, version < 50 ? 0 : ClassWriter.COMPUTE_FRAMES);
    MethodVisitor method = quote(writer);
    Label some = new Label();
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    method.visitJumpInsn(Opcodes.IFNE, some);
    method.visitLdcInsn("none");
    method.visitInsn(Opcodes.ARETURN);
    method.visitLabel(some);
    bang(method);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(2, 2);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] withSubroutine() {
    ClassWriter writer = oldClass(48, 0);
    MethodVisitor method = quote(writer);
    Label subroutine = new Label();
    bang(method);
    method.visitVarInsn(Opcodes.ASTORE, 2);
    method.visitJumpInsn(Opcodes.JSR, subroutine);
    method.visitVarInsn(Opcodes.ALOAD, 2);
    method.visitInsn(Opcodes.ARETURN);
    method.visitLabel(subroutine);
    method.visitVarInsn(Opcodes.ASTORE, 3);
    method.visitInsn(Opcodes.NOP);
    method.visitVarInsn(Opcodes.RET, 3);
    method.visitMaxs(2, 4);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
