package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.FieldMask;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import io.tickcache.agent.cache.UndecodableValueException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of Protocol Buffers, as clients of gRPC return them. */
class MessageTest {

  static Stream<Message> messages() {
    return Stream.of(
        Timestamp.newBuilder().setSeconds(5).setNanos(7).build(),
        Timestamp.getDefaultInstance(),
        StringValue.of("ticker é"),
        FieldMask.newBuilder().addPaths("bid").addPaths("ask").build(),
        FieldOptions.newBuilder().setDeprecated(true).setCtype(FieldOptions.CType.CORD).build(),
        quote(),
        Timestamp.newBuilder().setUnknownFields(unknown()).build());
  }

  private static Struct quote() {
    Value bid = Value.newBuilder().setNumberValue(101.25).build();
    ListValue levels = ListValue.newBuilder().addValues(bid).build();
    return Struct.newBuilder()
        .putFields("bid", bid)
        .putFields("levels", Value.newBuilder().setListValue(levels).build())
        .build();
  }

  private static UnknownFieldSet unknown() {
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFromUtf8("of a newer version"))
            .build();
    return UnknownFieldSet.newBuilder().addField(99, field).build();
  }

  private static ValueCodec codec(Class<?> type) {
    return ValueCodec.of(type, MessageTest.class.getClassLoader(), HandOutPolicy.AUTO);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsSharedAndSurvivesL2(Message message) throws Exception {
    ValueCodec codec = codec(message.getClass());

    assertThat(codec.keep(message).shared()).isTrue();
    assertThat(codec.keep(message).answer()).isSameAs(message);
    byte[] bytes = codec.encode(message);
    assertThat(codec(message.getClass()).decode(bytes)).isEqualTo(message);
  }

  @Test
  void messagesWithinOtherValuesAreMessagesToo() throws Exception {
    ValueCodec codec = codec(List.class);
    List<Message> quotes = List.of(quote(), Timestamp.newBuilder().setSeconds(1).build());

    assertThat(codec.keep(quotes).shared()).isTrue();
    assertThat(codec.decode(codec.encode(quotes))).isEqualTo(quotes);
  }

  @Test
  void aListOfMessagesThatCanChangeIsCopiedButNotItsMessages() throws Exception {
    Struct quote = quote();

    Object copy = codec(List.class).keep(Arrays.asList(quote)).answer();

    assertThat((List<?>) copy).hasSize(1);
    assertThat(((List<?>) copy).get(0)).isSameAs(quote);
  }

  @Test
  void damagedMessagesAreNotDecoded() throws Exception {
    ValueCodec codec = codec(StringValue.class);
    byte[] bytes = codec.encode(StringValue.of("ticker"));

    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      assertThatThrownBy(() -> codec.decode(damaged)).isInstanceOf(UndecodableValueException.class);
    }
  }
}
