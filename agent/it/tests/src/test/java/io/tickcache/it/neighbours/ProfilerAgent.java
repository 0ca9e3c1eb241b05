package io.tickcache.it.neighbours;

import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Runs in the application that is profiled: counts the calls of its client's methods from when it
 * is told to begin until it is told to end. Written for Java 8.
 */
public final class ProfilerAgent implements ClassFileTransformer {

  private static final String CLIENT = "com.acme.desk.DeskClient";
  private static final String SELF = "io/tickcache/it/neighbours/ProfilerAgent";
  private static final int TIMES = 20;
  private static final AtomicLong COUNT = new AtomicLong();

  private volatile boolean counting;

  private ProfilerAgent() {}

  /** The classes that the agent is made of. */
  static Class<?>[] parts() {
    return new Class<?>[] {ProfilerAgent.class, Counting.class, CountingMethod.class};
  }

  /** Called by the JVM; leaves what it can do among the system properties. */
  public static void premain(String argument, Instrumentation instrumentation) {
    ProfilerAgent agent = new ProfilerAgent();
    instrumentation.addTransformer(agent, true);
    offer("begin", () -> agent.weave(instrumentation, true));
    offer("redefine", () -> redefine(instrumentation));
    offer("end", () -> agent.weave(instrumentation, false));
    offer("count", () -> Long.toString(COUNT.get()));
  }

  private static void offer(String name, Callable<String> step) {
    System.getProperties().put(name, step);
  }

  /** Called by the methods that it counts. */
  public static void called() {
    COUNT.incrementAndGet();
  }

  private String weave(Instrumentation instrumentation, boolean count) throws Exception {
    counting = count;
    for (int i = 0; i < TIMES; i++) {
      instrumentation.retransformClasses(Class.forName(CLIENT));
    }
    return "done";
  }

  private static String redefine(Instrumentation instrumentation) throws Exception {
    String file = CLIENT.replace('.', '/').concat(".class");
    try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
      ClassReader reader = new ClassReader(in);
      ClassWriter counted = new ClassWriter(reader, 0);
      reader.accept(new Counting(counted), 0);
      for (int i = 0; i < TIMES; i++) {
        instrumentation.redefineClasses(
            new ClassDefinition(Class.forName(CLIENT), counted.toByteArray()));
      }
    }
    return "done";
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    if (!counting || !CLIENT.replace('.', '/').equals(name)) {
      return null;
    }
    ClassReader reader = new ClassReader(bytes);
    ClassWriter counted = new ClassWriter(reader, 0);
    reader.accept(new Counting(counted), 0);
    return counted.toByteArray();
  }

  /** Has each method of a class counted. */
  static final class Counting extends ClassVisitor {

    Counting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return name.equals("<init>") ? next : new CountingMethod(next);
    }
  }

  /** Counts a call as the first thing in it. */
  static final class CountingMethod extends MethodVisitor {

    CountingMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitMethodInsn(Opcodes.INVOKESTATIC, SELF, "called", "()V", false);
    }
  }
}
