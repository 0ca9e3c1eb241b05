package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's identifiers are not ASCII alone, and class files write the others in more bytes. */
class NamesOutsideAsciiTest {

  @ParameterizedTest
  @ValueSource(strings = {"quote", "gr\u00f6\u00dfe", "\u4fa1\u683c"})
  void aMethodIsFoundInWhateverScript(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_INTERFACE, "Feed", null, "java/lang/Object", null);
    writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, "()V", null, null);
    ClassFile file = new ClassFile(writer.toByteArray());

    assertThat(file.declares(Set.of(ClassFile.encoded(name)))).isTrue();
    assertThat(file.declares(Set.of(ClassFile.encoded(name + "s")))).isFalse();
  }
}
