package com.acme.kinds;

import java.lang.reflect.Method;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Clients in class files of every version, from Java 1.2 to that of the JVM. */
public final class WrittenClasses {

  private static final int OLDEST = 46;
  private static final int LAST_WITH_SUBROUTINES = 48;
  private static final int FIRST_WITH_FRAMES = 50;
  private static final String CLIENT = "com.acme.written.V";

  void addTo(Map<String, Kinds.Command> commands) {
    commands.put("versions", words -> versions());
  }

  private static String versions() throws ReflectiveOperationException {
    StringBuilder wrong = new StringBuilder();
    int newest = newest();
    for (int version = OLDEST; version <= newest; version++) {
      String answers = ask(version);
      if (!answers.equals("AAPL@1! AAPL@1! none none MSFT@3!")) {
        wrong.append(' ').append(version).append(": ").append(answers);
      }
    }
    return OLDEST + " to " + newest + (wrong.length() == 0 ? " are answered" : wrong);
  }

  private static int newest() {
    String[] parts = System.getProperty("java.specification.version").split("\\.", -1);
    return 44 + Integer.parseInt(parts[parts.length - 1]);
  }

  private static String ask(int version) throws ReflectiveOperationException {
    Class<?> type = new Loader().define(CLIENT + version, written(version));
    Object client = type.getConstructor().newInstance();
    Method quote = type.getMethod("quote", String.class);
    Bodies.count = 0;
    StringBuilder answers = new StringBuilder();
    for (String symbol : new String[] {"AAPL", "AAPL", "", "", "MSFT"}) {
      answers.append(answers.length() == 0 ? "" : " ").append(quote.invoke(client, symbol));
    }
    return answers.toString();
  }

  private static byte[] written(int version) {
    ClassWriter writer =
        new ClassWriter(version < FIRST_WITH_FRAMES ? 0 : ClassWriter.COMPUTE_FRAMES);
    writer.visit(
        version,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
        (CLIENT + version).replace('.', '/'),
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
    quote(writer, version);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /**
   * Counts, returns early for no symbol, and appends a mark; old compilers' {@code finally} too.
   */
  private static void quote(ClassWriter writer, int version) {
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, "quote", "(Ljava/lang/String;)Ljava/lang/String;", null, null);
    code.visitCode();
    Label some = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "com/acme/kinds/WrittenClasses$Bodies",
        "counted",
        "(Ljava/lang/String;)Ljava/lang/String;",
        false);
    code.visitVarInsn(Opcodes.ASTORE, 2);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    code.visitJumpInsn(Opcodes.IFNE, some);
    code.visitLdcInsn("none");
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(some);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitLdcInsn("!");
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/String",
        "concat",
        "(Ljava/lang/String;)Ljava/lang/String;",
        false);
    code.visitVarInsn(Opcodes.ASTORE, 2);
    if (version <= LAST_WITH_SUBROUTINES) {
      subroutine(code);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 2);
      code.visitInsn(Opcodes.ARETURN);
    }
    code.visitMaxs(2, 4);
    code.visitEnd();
  }

  private static void subroutine(MethodVisitor code) {
    Label subroutine = new Label();
    code.visitJumpInsn(Opcodes.JSR, subroutine);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(subroutine);
    code.visitVarInsn(Opcodes.ASTORE, 3);
    code.visitInsn(Opcodes.NOP);
    code.visitVarInsn(Opcodes.RET, 3);
  }

  /** Counts how often bodies run. */
  public static final class Bodies {

    static int count;

    private Bodies() {}

    public static String counted(String symbol) {
      return symbol + "@" + ++count;
    }
  }

  /** Loads one class. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(WrittenClasses.class.getClassLoader());
    }

    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
