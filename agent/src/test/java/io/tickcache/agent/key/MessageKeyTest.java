package io.tickcache.agent.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Api;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Message;
import com.google.protobuf.Method;
import com.google.protobuf.SourceContext;
import com.google.protobuf.Struct;
import com.google.protobuf.UninitializedMessageException;
import com.google.protobuf.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that are messages of Protocol Buffers, as clients of gRPC take them. */
class MessageKeyTest {

  private static final Object SCOPE = new Object();

  private static Object key(KeyPlan plan, Object... arguments) throws UnkeyableException {
    return plan.key(SCOPE, true, null, arguments);
  }

  private static Api.Builder request(String symbol) {
    return Api.newBuilder().setName(symbol).setVersion("v1");
  }

  private static Api.Builder from(Api.Builder request, String file) {
    return request.setSourceContext(SourceContext.newBuilder().setFileName(file));
  }

  /** Does what makes generated code note something in the message. */
  private static <T extends Message> T used(T message) {
    assertThat(message.isInitialized()).isTrue();
    assertThat(message.getSerializedSize()).isPositive();
    assertThat(message.hashCode()).isNotZero();
    assertThat(message.toString()).isNotEmpty();
    return message;
  }

  /** As it comes from the wire: its texts are bytes until somebody reads them. */
  private static Api received(Api message) throws Exception {
    return Api.parseFrom(message.toByteArray());
  }

  @Test
  void aMessageCountsByItsValue() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0").plan();
    Api request = request("AAPL").build();

    assertThat(key(plan, used(request("AAPL").build()))).isEqualTo(key(plan, request));
    assertThat(key(plan, received(request))).isEqualTo(key(plan, request));
    assertThat(key(plan, request("MSFT").build())).isNotEqualTo(key(plan, request));
    assertThat(key(plan, request("AAPL").setVersion("v2").build()))
        .isNotEqualTo(key(plan, request));
  }

  @Test
  void whatGeneratedCodeNotesInAMessageChangesNoKey() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.name").plan();
    Api request = from(request("AAPL"), "book").build();
    Object before = key(plan, request);

    assertThat(key(plan, used(request))).isEqualTo(before);
    assertThat(key(plan, received(request))).isEqualTo(before);
    assertThat(KeyPlan.variantOf(key(plan, received(request))))
        .isEqualTo(KeyPlan.variantOf(before));
  }

  @Test
  void theRestOfAMessageStaysInTheKey() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.name").plan();
    Object key = key(plan, request("AAPL").build());

    assertThat(key(plan, request("AAPL").setVersion("v2").build())).isNotEqualTo(key);
    assertThat(key(plan, from(request("AAPL"), "book").build())).isNotEqualTo(key);
    assertThat(key(plan, request("AAPL").addMethods(Method.newBuilder().setName("m")).build()))
        .isNotEqualTo(key);
    assertThat(KeyPlan.symbolOf(key)).isEqualTo("AAPL");
  }

  @Test
  void anIgnoredPropertyOfAMessageTellsNothingApart() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.name").ignore("arg0.version").plan();
    Object key = key(plan, request("AAPL").build());

    assertThat(key(plan, request("AAPL").setVersion("v2").build())).isEqualTo(key);
    assertThat(key(plan, request("AAPL").clearVersion().build())).isEqualTo(key);
    assertThat(key(plan, from(request("AAPL"), "book").build())).isNotEqualTo(key);
  }

  @Test
  void aPropertyOfANestedMessageLeavesItsNeighboursInTheKey() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.sourceContext.fileName").plan();
    Object key = key(plan, from(request("one"), "AAPL").build());

    assertThat(KeyPlan.symbolOf(key)).isEqualTo("AAPL");
    assertThat(key(plan, from(request("two"), "AAPL").build())).isNotEqualTo(key);
    assertThat(key(plan, received(from(request("one"), "AAPL").build()))).isEqualTo(key);
  }

  @Test
  void anAbsentNestedMessageIsNotAnEmptyOne() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.name").ignore("arg0.sourceContext.fileName").plan();

    assertThat(key(plan, request("AAPL").build()))
        .isNotEqualTo(key(plan, from(request("AAPL"), "").build()));
    assertThat(key(plan, from(request("AAPL"), "one").build()))
        .isEqualTo(key(plan, from(request("AAPL"), "two").build()));
  }

  @Test
  void repeatedPropertiesAreClearedUnderTheNameTheyAreReadBy() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.name").ignore("arg0.methodsList").plan();
    Api.Builder more = request("AAPL").addMethods(Method.newBuilder().setName("m"));

    assertThat(key(plan, more.build())).isEqualTo(key(plan, request("AAPL").build()));
  }

  /** How many there are is less than what they are. */
  @Test
  void aCountUsesNothingUp() throws Exception {
    KeyPlan plan = Plans.of("Api").symbol("arg0.name").ignore("arg0.methodsCount").plan();
    Api.Builder one = request("AAPL").addMethods(Method.newBuilder().setName("one"));
    Api.Builder two = request("AAPL").addMethods(Method.newBuilder().setName("two"));

    assertThat(key(plan, one.build())).isNotEqualTo(key(plan, two.build()));
  }

  @Test
  void theEntriesOfAMapCountInAnyOrder() throws Exception {
    KeyPlan plan = Plans.of("Struct").symbol("arg0").plan();
    Struct there = struct("a", "b", "c", "Aa", "BB");
    Struct back = struct("BB", "Aa", "c", "b", "a");

    assertThat(key(plan, back)).isEqualTo(key(plan, there));
    assertThat(key(plan, struct("a"))).isNotEqualTo(key(plan, there));
  }

  private static Struct struct(String... names) {
    Struct.Builder struct = Struct.newBuilder();
    for (String name : names) {
      struct.putFields(name, Value.newBuilder().setStringValue(name).build());
    }
    return struct.build();
  }

  @Test
  void messagesAreTakenByTheirValueHoweverDeepTheyLie() throws Exception {
    KeyPlan plan = Plans.of("String", "List").symbol("arg0").plan();
    List<Api> used = Arrays.asList(used(request("one").build()), used(request("two").build()));
    List<Api> fresh = Arrays.asList(request("one").build(), request("two").build());

    assertThat(key(plan, "AAPL", used)).isEqualTo(key(plan, "AAPL", fresh));
    assertThat(key(plan, "AAPL", fresh.subList(0, 1))).isNotEqualTo(key(plan, "AAPL", fresh));
  }

  @Test
  void messagesOfTwoTypesAreTwoQuestions() throws Exception {
    KeyPlan plan = Plans.of("Message").symbol("arg0").plan();

    assertThat(key(plan, Method.newBuilder().setName("AAPL").build()))
        .isNotEqualTo(key(plan, Api.newBuilder().setName("AAPL").build()));
  }

  /**
   * In the older of the two languages a property may be required, and is taken away all the same.
   */
  @Test
  void aRequiredPropertyMayBeTheSymbol() throws Exception {
    KeyPlan plan = Plans.of("NamePart").symbol("arg0.namePart").plan();
    var part =
        com.google.protobuf.DescriptorProtos.UninterpretedOption.NamePart.newBuilder()
            .setNamePart("AAPL");

    Object key = key(plan, part.setIsExtension(true).build());

    assertThat(KeyPlan.symbolOf(key)).isEqualTo("AAPL");
    assertThat(key(plan, part.setIsExtension(false).build())).isNotEqualTo(key);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(part.clearNamePart()::build))
        .isInstanceOf(UninitializedMessageException.class);
  }

  @Test
  void aBuilderHasNoValueAndIsRefused() {
    KeyPlan plan = Plans.of("String", "Object").symbol("arg0").plan();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> key(plan, "AAPL", FieldOptions.newBuilder()))
        .isInstanceOf(UnkeyableException.class)
        .hasMessageContaining("no value equality");
  }
}
