package io.tickcache.bootstrap.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallGateTest {

  private static final int SITES = 200;

  private static CallHandler answering(Object outcome) {
    return new CallHandler() {
      @Override
      public Object enter(Object self, Object[] arguments) {
        return outcome == null ? Arrays.asList(self, arguments[0]) : outcome;
      }
    };
  }

  @AfterEach
  void takeHandlersAway() {
    CallGate.release();
  }

  @Test
  void aSiteWithoutAHandlerLetsCallsThrough() {
    assertThat(CallGate.enter(7, this, new Object[0])).isNull();
    assertThat(CallGate.enter(1_000_000, this, new Object[0])).isNull();
  }

  @Test
  void aHandlerGetsTheCallsOfItsSiteOnly() {
    CallGate.handle(3, answering(null));

    assertThat(CallGate.enter(3, "receiver", new Object[] {"AAPL"}))
        .isEqualTo(List.of("receiver", "AAPL"));
    assertThat(CallGate.enter(2, "receiver", new Object[] {"AAPL"})).isNull();
    assertThat(CallGate.enter(4, "receiver", new Object[] {"AAPL"})).isNull();
  }

  @Test
  void aHandlerMayBeChangedAndTakenAway() {
    CallGate.handle(3, answering("one"));
    CallGate.handle(3, answering("two"));
    assertThat(CallGate.enter(3, null, new Object[0])).isEqualTo("two");

    CallGate.handle(3, null);
    assertThat(CallGate.enter(3, null, new Object[0])).isNull();
  }

  @Test
  void laterSitesLeaveEarlierHandlersInPlace() {
    CallGate.handle(5, answering("five"));
    CallGate.handle(150, answering("later"));
    CallGate.handle(1, answering("one"));

    assertThat(CallGate.enter(5, null, new Object[0])).isEqualTo("five");
    assertThat(CallGate.enter(150, null, new Object[0])).isEqualTo("later");
    assertThat(CallGate.enter(1, null, new Object[0])).isEqualTo("one");
  }

  @Test
  void handlersOfManyThreadsAreAllKept() {
    CompletableFuture<?>[] threads =
        IntStream.range(0, SITES)
            .mapToObj(
                site -> CompletableFuture.runAsync(() -> CallGate.handle(site, answering(site))))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(threads).join();

    for (int site = 0; site < SITES; site++) {
      assertThat(CallGate.enter(site, null, new Object[0])).isEqualTo(site);
    }
  }

  @Test
  void noNumberIsGivenTwiceWhoeverAsks() {
    int first = CallGate.open();
    CallGate.release();

    assertThat(CallGate.open()).isGreaterThan(first);
  }

  @Test
  void allHandlersMayBeReplacedInOneStep() {
    CallGate.handle(1, answering("one"));
    CallGate.handle(5, answering("five"));

    CallGate.handleOnly(new CallHandler[] {null, answering("another"), answering("two")});

    assertThat(CallGate.enter(0, null, new Object[0])).isNull();
    assertThat(CallGate.enter(1, null, new Object[0])).isEqualTo("another");
    assertThat(CallGate.enter(2, null, new Object[0])).isEqualTo("two");
    assertThat(CallGate.enter(5, null, new Object[0])).isNull();
  }

  @Test
  void oneAtATimeHandlesCalls() {
    assertThat(CallGate.claim()).isTrue();
    assertThat(CallGate.claim()).isFalse();
    CallGate.handle(3, answering("three"));

    CallGate.release();

    assertThat(CallGate.enter(3, null, new Object[0])).isNull();
    assertThat(CallGate.claim()).isTrue();
  }

  @Test
  void aHandlersFailureIsLeftToTheAdvice() {
    CallGate.handle(
        3,
        new CallHandler() {
          @Override
          public Object enter(Object self, Object[] arguments) {
            throw new IllegalStateException("a fault");
          }
        });

    assertThatThrownBy(() -> CallGate.enter(3, null, new Object[0])).hasMessage("a fault");
  }

  @Test
  void anOutcomeIsAValueOrAFailure() {
    Exception failure = new Exception();

    assertThat(new Served("value").value).isEqualTo("value");
    assertThat(new Served("value").failure).isNull();
    assertThat(new Served(null).value).isNull();
    assertThat(Served.failed(failure).failure).isSameAs(failure);
    assertThat(Served.failed(failure).value).isNull();
  }

  @Test
  void aTicketTakesValueOrFailure() {
    AtomicBoolean failed = new AtomicBoolean();
    LoadTicket ticket =
        new LoadTicket() {
          @Override
          public void complete(Object value, Throwable failure) {
            failed.set(failure != null);
          }
        };

    ticket.complete(null, new Exception());

    assertThat(failed).isTrue();
  }

  /** Woven code of any class loader and module calls them. */
  @Test
  void whatWovenCodeNamesIsPublic() throws ReflectiveOperationException {
    for (Class<?> type :
        List.of(CallGate.class, CallHandler.class, LoadTicket.class, Served.class)) {
      assertThat(type).isPublic();
    }
    assertThat(
            Modifier.isPublic(
                CallGate.class
                    .getMethod("enter", int.class, Object.class, Object[].class)
                    .getModifiers()))
        .isTrue();
    assertThat(Modifier.isPublic(Served.class.getField("value").getModifiers())).isTrue();
    assertThat(Modifier.isPublic(Served.class.getField("failure").getModifiers())).isTrue();
  }
}
