package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a method returns must be able to outlive its call; else its rule is off, and says why. */
class RefusedResultsTest {

  private static final String CLIENT = "com.acme.Client";

  private final ScriptedSites sites = new ScriptedSites();

  @ParameterizedTest
  @CsvSource({
    "java.util.stream.Stream, which can be read only once",
    "java.util.stream.IntStream, which can be read only once",
    "java.util.Iterator, which can be read only once",
    "java.util.ListIterator, which can be read only once",
    "java.util.Scanner, which can be read only once",
    "java.util.Enumeration, which can be read only once",
    "java.util.Spliterator, which can be read only once",
    "java.net.Socket, which its caller closes",
    "java.net.DatagramSocket, which its caller closes",
    "java.nio.channels.SocketChannel, which its caller closes",
    "java.io.InputStream, which its caller closes",
    "java.io.BufferedReader, which its caller closes",
    "java.util.zip.ZipFile, which its caller closes",
    "java.lang.AutoCloseable, which its caller closes",
    "java.sql.ResultSet, which lives on its connection",
    "java.sql.Connection, which lives on its connection",
    "java.sql.PreparedStatement, which lives on its connection",
    "java.util.concurrent.Flow$Publisher, which is a live source",
    "java.util.concurrent.SubmissionPublisher, which is a live source",
    "org.reactivestreams.Publisher, which is a live source",
    "io.reactivex.ObservableSource, which is a live source",
    "io.reactivex.rxjava3.core.SingleSource, which is a live source",
    "rx.Observable, which is a live source",
    "java.util.concurrent.Future, which tells nobody when its answer is there",
    "java.util.concurrent.FutureTask, which tells nobody when its answer is there",
    "java.util.concurrent.ScheduledFuture, which tells nobody when its answer is there",
    "java.util.concurrent.Callable, which asks only when it is called",
    "retrofit2.Call, which asks only when it is executed",
    "okhttp3.Call, which asks only when it is executed",
    "java.lang.Thread, which is running",
    "void, 'the method returns nothing, so there is nothing to keep'"
  })
  void isRefused(String type, String reason) {
    assertThat(bind(type))
        .startsWith("error[R026]: rule `quotes` is off: com.acme.Client.quote(String): ")
        .contains(reason)
        .satisfies(
            said -> {
              if (!type.equals("void")) {
                assertThat(said).contains("the method returns a `" + type + "`");
              }
            });
    assertThat(sites.bound()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.concurrent.CompletableFuture",
        "java.util.concurrent.CompletionStage",
        "java.lang.Iterable",
        "java.util.Collection",
        "java.util.Optional",
        "java.lang.Object",
        "java.lang.String",
        "int"
      })
  void isKept(String type) {
    assertThat(bind(type)).isEmpty();
    assertThat(sites.bound()).hasSize(1);
  }

  @Test
  void aClassOfTheApplicationIsWhatItsAncestorsAre() {
    assertThat(bind(OwnStream.class.getName()))
        .contains("`" + OwnStream.class.getName() + "`, which its caller closes");
  }

  @Test
  void aSuspendFunctionMayReturnBeforeItsAnswerIsThere() {
    assertThat(bind("(Ljava/lang/String;Lkotlin/coroutines/Continuation;)Ljava/lang/Object;", 3))
        .startsWith("error[R026]: rule `quotes` is off: ")
        .contains("a `suspend` function of Kotlin, which may return before its answer is there");
    assertThat(sites.bound()).isEmpty();
  }

  /** What the rule's refusal says when a client's method returns a type of this name. */
  private String bind(String type) {
    String result =
        type.equals("void") ? "V" : type.equals("int") ? "I" : "L" + type.replace('.', '/') + ";";
    return bind("(Ljava/lang/String;)" + result, 2);
  }

  private String bind(String descriptor, int locals) {
    Loom loom = new Loom(sites, WeavingTest.rule("quotes", CLIENT + "#quote").build());
    loom.transform(CLIENT, null, client(descriptor, locals));
    return loom.said();
  }

  private static byte[] client(String descriptor, int locals) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V1_8, Opcodes.ACC_PUBLIC, CLIENT.replace('.', '/'), null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "quote", descriptor, null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitInsn(Opcodes.ATHROW);
    method.visitMaxs(1, locals);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  static class OwnStream extends java.io.InputStream {
    @Override
    public int read() {
      return -1;
    }
  }
}
