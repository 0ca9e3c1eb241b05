package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.bootstrap.gate.Served;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** A method may have 64 KB of code, and the agent's must find room beside its own. */
class TooLongMethodTest {

  private static final String NAME = "com.acme.Long";
  private static final int MOST = 65_535;
  private static final String ONE = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String TWO = "(Ljava/lang/String;I)Ljava/lang/String;";

  private final ScriptedSites sites = new ScriptedSites();

  private static Rule rule(String method) {
    return WeavingTest.rule("quotes", NAME + "#" + method).symbol(ValuePath.parse("arg0")).build();
  }

  private Object client(int length, Loom loom) {
    return Calls.create(loom.holding(NAME, client(length)).load(NAME));
  }

  @Test
  void aMethodWithoutRoomRunsAsItIsAndIsToldOf() throws Throwable {
    Loom loom = new Loom(sites, rule("full"));
    Object client = client(MOST - 10, loom);
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "full", "AAPL")).isEqualTo("AAPL");
    assertThat(sites.calls()).isEmpty();
    assertThat(loom.wovenFile(client.getClass())).isNull();
    assertThat(loom.said())
        .isEqualTo(
            "error[R027]: rule `quotes` is off: `com.acme.Long.full(String)` is so long that the"
                + " agent's code has no room beside it in the 64 KB of a method\n\n");
  }

  @Test
  void itIsNotCountedAsMatched() {
    Loom loom = new Loom(sites, rule("full"));
    client(MOST - 10, loom);

    loom.report().startIsOver();

    assertThat(loom.said()).contains("methods matched: quotes 0");
    assertThat(loom.report().complete()).isFalse();
  }

  @Test
  void aLongMethodWithRoomIsWoven() throws Throwable {
    Loom loom = new Loom(sites, rule("full"));
    Object client = client(MOST - 1_000, loom);
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "full", "AAPL")).isEqualTo("served");
    assertThat(loom.said()).isEmpty();
  }

  @Test
  void theOtherRulesOfTheClassHold() throws Throwable {
    Rule other = WeavingTest.rule("others", NAME + "#small").build();
    Loom loom = new Loom(sites, rule("full(String)"), other);
    Object client = client(MOST - 10, loom);
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "small", "AAPL")).isEqualTo("served");
    assertThat(Calls.call(client, "full", "AAPL")).isEqualTo("AAPL");
    assertThat(loom.said()).containsOnlyOnce("error[R027]");
  }

  @Test
  void allOverloadsOfTheRuleAreAnsweredOrNone() throws Throwable {
    Loom loom = new Loom(sites, rule("full"));
    Object client = client(MOST - 10, loom);
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "full", "AAPL", 5)).isEqualTo("AAPL");
    assertThat(sites.calls()).isEmpty();
  }

  @Test
  void anInvalidationThatCanNotBeSeenIsAnError() throws Throwable {
    Rule rule =
        WeavingTest.rule("others", NAME + "#small")
            .invalidateOn(
                List.of(InvalidateOn.of(MethodPattern.parse(NAME + "#full(String)"), null, null)))
            .build();
    Loom loom = new Loom(sites, rule);
    Object client = client(MOST - 10, loom);
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "full", "AAPL")).isEqualTo("AAPL");
    assertThat(Calls.call(client, "small", "AAPL")).isEqualTo("served");
    assertThat(loom.said())
        .containsOnlyOnce("error[R027]: rule `others` misses an invalidation: `com.acme.Long.full");
  }

  @Test
  void aClassWithoutRoomRunsAsItIsAndItsRulesAreOff() throws Throwable {
    Rule other =
        WeavingTest.rule("others", NAME + "#small")
            .invalidateOn(List.of(InvalidateOn.of(MethodPattern.parse(NAME + "#drop"), null, null)))
            .build();
    Loom loom = new Loom(sites, rule("full"), other);
    Object client = Calls.create(loom.holding(NAME, crowded(MOST - 30)).load(NAME));
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "full", "AAPL")).isEqualTo("AAPL");
    assertThat(Calls.call(client, "small", "AAPL")).isEqualTo("AAPL");
    assertThat(loom.wovenFile(client.getClass())).isNull();
    loom.report().startIsOver();
    assertThat(loom.said())
        .contains(
            "error[R027]: rule `quotes` is off: the class of `com.acme.Long.full(",
            "` has so many constants that the agent's have no room among the 65535 of a class",
            "error[R027]: rule `others` is off: the class of `com.acme.Long.small(String)` has",
            "error[R027]: rule `others` misses an invalidation: the class of `com.acme.Long.drop(",
            "methods matched: quotes 0, others 0");
  }

  @Test
  void aClassWithManyConstantsAndRoomIsWoven() throws Throwable {
    Loom loom = new Loom(sites, rule("full"));
    Object client = Calls.create(loom.holding(NAME, crowded(MOST - 1_000)).load(NAME));
    sites.answer(call -> new Served("served"));

    assertThat(Calls.call(client, "full", "AAPL")).isEqualTo("served");
    assertThat(loom.said()).isEmpty();
  }

  /** A class with about this many constants. */
  private static byte[] crowded(int constants) {
    ClassWriter writer = client();
    returningItsArgument(writer, "full", ONE, 2);
    returningItsArgument(writer, "full", TWO, 2);
    returningItsArgument(writer, "small", ONE, 2);
    returningItsArgument(writer, "drop", ONE, 2);
    for (int i = 0; i < constants; i++) {
      writer.visitField(Opcodes.ACC_PRIVATE, "field" + i, "I", null, null).visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class with a method of this length, an overload of it and another method. */
  private static byte[] client(int length) {
    ClassWriter writer = client();
    returningItsArgument(writer, "full", ONE, length);
    returningItsArgument(writer, "full", TWO, 2);
    returningItsArgument(writer, "small", ONE, 2);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static ClassWriter client() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V1_8,
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

  private static void returningItsArgument(
      ClassWriter writer, String name, String descriptor, int length) {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
    method.visitCode();
    for (int i = 2; i < length; i++) {
      method.visitInsn(Opcodes.NOP);
    }
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 3);
    method.visitEnd();
  }
}
