package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.key.PropertyType;
import io.tickcache.agent.key.PropertyType.Knowledge;
import java.util.Map;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;

class DeclaredTypeTest {

  @Test
  void aGetterComesBeforeAFieldOfItsName() {
    assertThat(typeOf(Order.class, "id")).isEqualTo("java.lang.String");
    assertThat(typeOf(Order.class, "open")).isEqualTo("boolean");
    assertThat(typeOf(Order.class, "fluent")).isEqualTo("int");
    assertThat(typeOf(Order.class, "bare")).isEqualTo("long");
    assertThat(typeOf(Order.class, "nothing")).isNull();
  }

  @Test
  void whatAClassInheritsIsResolvedForIt() {
    assertThat(typeOf(QuoteRequest.class, "subject")).isEqualTo(Order.class.getName());
    assertThat(typeOf(QuoteRequest.class, "venue")).isEqualTo("java.lang.String");
  }

  @Test
  void anInterfacesGettersCount() {
    assertThat(typeOf(Sourced.class, "source")).isEqualTo("java.lang.String");
    assertThat(new DeclaredType(TypeDescription.ForLoadedType.of(Sourced.class)).properties())
        .containsExactly("source");
  }

  @Test
  void aRecordsComponentComesFirst() {
    assertThat(typeOf(Pair.class, "left")).isEqualTo("int");
    assertThat(declared(Pair.class).knowledge()).isEqualTo(Knowledge.ALL);
  }

  @Test
  void howMuchATypeTellsDependsOnWhatMayExtendIt() {
    assertThat(declared(Order.class).knowledge()).isEqualTo(Knowledge.LIKELY);
    assertThat(declared(String.class).knowledge()).isEqualTo(Knowledge.ALL);
    assertThat(declared(String[].class).knowledge()).isEqualTo(Knowledge.ALL);
    assertThat(declared(Object.class).knowledge()).isEqualTo(Knowledge.NOTHING);
    assertThat(declared(Sourced.class).knowledge()).isEqualTo(Knowledge.NOTHING);
    assertThat(declared(Request.class).knowledge()).isEqualTo(Knowledge.NOTHING);
    assertThat(declared(Parameters.class).knowledge()).isEqualTo(Knowledge.NOTHING);
  }

  @Test
  void itsPropertiesAreListedWithThoseItInherits() {
    assertThat(declared(QuoteRequest.class).properties()).containsExactly("subject", "venue");
    assertThat(declared(String.class).properties()).isEmpty();
  }

  private static String typeOf(Class<?> type, String property) {
    PropertyType found = declared(type).property(property);
    return found == null ? null : found.name();
  }

  private static DeclaredType declared(Class<?> type) {
    return new DeclaredType(TypeDescription.ForLoadedType.of(type));
  }

  @SuppressWarnings("UnusedVariable")
  static class Order {
    private int id;
    private long bare;

    String getId() {
      return "" + id;
    }

    boolean isOpen() {
      return true;
    }

    int fluent() {
      return 1;
    }

    void nothing() {}
  }

  abstract static class Request<T> {
    abstract T getSubject();
  }

  static class QuoteRequest extends Request<Order> {
    String venue = "XNAS";

    @Override
    Order getSubject() {
      return new Order();
    }
  }

  interface Sourced {
    String getSource();
  }

  record Pair(int left, int right) {}

  abstract static class Parameters implements Map<String, Object> {}
}
