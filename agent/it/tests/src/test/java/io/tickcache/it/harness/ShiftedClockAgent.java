package io.tickcache.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Runs in the application whose clock is shifted. Wherever its classes, those of agents included,
 * read the system's clock, and where the JDK's clocks and dates do, the value of a system property
 * is added. Written for Java 8.
 */
public final class ShiftedClockAgent {

  private static final String OFFSET = "tickcache.it.clock-offset";
  private static final List<String> OF_THE_JDK =
      Arrays.asList("java/time/Clock", "java/time/Clock$SystemClock", "java/util/Date");

  private static boolean installed;

  private ShiftedClockAgent() {}

  /** Called by the JVM, first to install it and then for each change of the offset. */
  public static synchronized void agentmain(String offsetMillis, Instrumentation instrumentation)
      throws Exception {
    System.setProperty(OFFSET, offsetMillis);
    if (!installed) {
      installed = true;
      instrumentation.addTransformer(new Rewriting(), true);
      List<Class<?>> loaded = new ArrayList<>();
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (instrumentation.isModifiableClass(type) && readsClock(type)) {
          loaded.add(type);
        }
      }
      instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    }
  }

  /** Classes that read no clock stay as they are; some of them could not be linked anyway. */
  private static boolean readsClock(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/');
    if (!concerns(name)) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    String file = name.concat(".class"); // what + is compiled to Java 8 doesn't know
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(file)
            : loader.getResourceAsStream(file)) {
      return in != null && rewritten(new ClassReader(in)) != null;
    }
  }

  /** The class as it should be, or null where it reads no clock. */
  static byte[] rewritten(ClassReader reader) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Shifting shifting = new Shifting(writer);
    reader.accept(shifting, 0);
    return shifting.changed ? writer.toByteArray() : null;
  }

  /** The classes that the agent is made of. */
  static Class<?>[] parts() {
    return new Class<?>[] {
      ShiftedClockAgent.class, Rewriting.class, Shifting.class, ShiftingMethod.class
    };
  }

  static boolean concerns(String name) {
    boolean ofTheJdk = name.matches("(java|javax|jdk|sun|com/sun)/.*") || name.startsWith("[");
    boolean own = name.startsWith("io/tickcache/it/") || name.startsWith("net/bytebuddy/");
    return ofTheJdk ? OF_THE_JDK.contains(name) : !own;
  }

  /** Leaves classes alone that read no clock. */
  static final class Rewriting implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
      return name == null || !concerns(name) ? null : rewritten(new ClassReader(bytes));
    }
  }

  static final class Shifting extends ClassVisitor {
    boolean changed;

    Shifting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new ShiftingMethod(this, next);
    }
  }

  static final class ShiftingMethod extends MethodVisitor {
    private final Shifting type;
    private boolean makesInstant;

    ShiftingMethod(Shifting type, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.type = type;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
        type.changed = true;
        loadOffset();
        super.visitInsn(Opcodes.LADD);
      }
      makesInstant |= name.equals("getNanoTimeAdjustment");
    }

    /** From Java 9 the JDK's clock makes its instants of more than milliseconds. */
    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN && makesInstant) {
        type.changed = true;
        loadOffset();
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            "java/time/Instant",
            "plusMillis",
            "(J)Ljava/time/Instant;",
            false);
      }
      super.visitInsn(opcode);
    }

    private void loadOffset() {
      super.visitLdcInsn(OFFSET);
      super.visitInsn(Opcodes.LCONST_0);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/lang/Long",
          "getLong",
          "(Ljava/lang/String;J)Ljava/lang/Long;",
          false);
      super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Long", "longValue", "()J", false);
    }
  }
}
