package io.tickcache.it.history;

import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A change of one class: the bodies of all methods of a name, the calls of a name in them, or a
 * part of its text constants. New code must be without branches.
 */
public final class Mutation {

  private final String type;
  private final String what;
  private final Edit edit;

  private Mutation(String type, String what, Edit edit) {
    this.type = type;
    this.what = what;
    this.edit = edit;
  }

  /** Puts other code in the place of a method's. */
  static Mutation body(String type, String method, Code code) {
    return new Mutation(
        type,
        method,
        (name, original, hits) -> {
          if (!name.equals(method)) {
            return original;
          }
          hits.incrementAndGet();
          return new OtherBody(original, code);
        });
  }

  /**
   * Puts other code in the place of the calls that a method makes to another.
   *
   * @param callee its name and its parameters as a descriptor has them, for which the code is made
   */
  public static Mutation call(String type, String method, String callee, Code code) {
    return new Mutation(
        type,
        method + " calls " + callee,
        (name, original, hits) ->
            name.equals(method) ? new OtherCall(original, callee, code, hits) : original);
  }

  /** Has a method read another field, of the same type, in the place of one. */
  static Mutation field(String type, String method, String field, String instead) {
    return new Mutation(
        type,
        method + " reads " + field,
        (name, original, hits) ->
            name.equals(method) ? new OtherField(original, field, instead, hits) : original);
  }

  /** Puts other text in the place of a part of a constant. */
  static Mutation text(String type, String part, String instead) {
    return new Mutation(
        type,
        "the text `" + part + "`",
        (name, original, hits) -> new OtherText(original, part, instead, hits));
  }

  /** The class in the jar, by its internal name. */
  String type() {
    return type;
  }

  /** The class with the change, which must be possible. */
  byte[] apply(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    AtomicInteger hits = new AtomicInteger();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return edit.of(
                name, super.visitMethod(access, name, descriptor, signature, exceptions), hits);
          }
        },
        0);
    if (hits.get() == 0) {
      throw new IllegalStateException("the mutant finds no " + what + " in " + type);
    }
    return writer.toByteArray();
  }

  /** Writes instructions. */
  public interface Code {
    void accept(MethodVisitor code);
  }

  private interface Edit {
    MethodVisitor of(String name, MethodVisitor original, AtomicInteger hits);
  }

  /** Reads the original without a trace. */
  private static final class OtherBody extends MethodVisitor {
    private final MethodVisitor out;
    private final Code code;

    OtherBody(MethodVisitor out, Code code) {
      super(Opcodes.ASM9);
      this.out = out;
      this.code = code;
    }

    @Override
    public void visitCode() {
      out.visitCode();
      code.accept(out);
      out.visitMaxs(0, 0);
      out.visitEnd();
    }
  }

  private static final class OtherCall extends MethodVisitor {
    private final String callee;
    private final Code code;
    private final AtomicInteger hits;

    OtherCall(MethodVisitor original, String callee, Code code, AtomicInteger hits) {
      super(Opcodes.ASM9, original);
      this.callee = callee;
      this.code = code;
      this.hits = hits;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if ((name + descriptor).startsWith(callee)) {
        hits.incrementAndGet();
        code.accept(mv);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }
  }

  private static final class OtherField extends MethodVisitor {

    private final String field;
    private final String instead;
    private final AtomicInteger hits;

    OtherField(MethodVisitor original, String field, String instead, AtomicInteger hits) {
      super(Opcodes.ASM9, original);
      this.field = field;
      this.instead = instead;
      this.hits = hits;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (name.equals(field)) {
        hits.incrementAndGet();
        super.visitFieldInsn(opcode, owner, instead, descriptor);
      } else {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }
  }

  private static final class OtherText extends MethodVisitor {
    private final String part;
    private final String instead;
    private final AtomicInteger hits;

    OtherText(MethodVisitor original, String part, String instead, AtomicInteger hits) {
      super(Opcodes.ASM9, original);
      this.part = part;
      this.instead = instead;
      this.hits = hits;
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof String text && text.contains(part)) {
        hits.incrementAndGet();
        super.visitLdcInsn(text.replace(part, instead));
      } else {
        super.visitLdcInsn(value);
      }
    }
  }
}
