package io.tickcache.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void anOrderSurvivesItsWayAsText() {
    Order order = Order.parse(Order.attach("/etc/rules of mine.yaml", "/tmp/reply").toString());

    assertThat(order.isDetach()).isFalse();
    assertThat(order.rules()).isEqualTo("/etc/rules of mine.yaml");
    assertThat(order.reply()).isEqualTo("/tmp/reply");
  }

  @Test
  void theRulesMayBeLeftOut() {
    assertThat(Order.parse(Order.attach(null, "/tmp/reply").toString()).rules()).isNull();
    assertThat(Order.parse(null).rules()).isNull();
    assertThat(Order.parse("").isDetach()).isFalse();
  }

  @Test
  void detachingIsAnOrder() {
    Order order = Order.parse(Order.detach("/tmp/reply").toString());

    assertThat(order.isDetach()).isTrue();
    assertThat(order.reply()).isEqualTo("/tmp/reply");
  }

  @Test
  void aQuestionIsAnOrder() {
    Order order = Order.parse(Order.ask("GET /entry?symbol=A%0AB", "/tmp/reply").toString());

    assertThat(order.question()).isEqualTo("GET /entry?symbol=A%0AB");
    assertThat(order.isDetach()).isFalse();
    assertThat(order.rules()).isNull();
    assertThat(order.reply()).isEqualTo("/tmp/reply");
    assertThat(Order.parse(Order.attach("GET /", "/tmp/reply").toString()).question()).isNull();
  }

  @Test
  void watchingIsAnOrder() {
    Order order = Order.parse(Order.watch("/tmp/reply").toString());

    assertThat(order.isWatch()).isTrue();
    assertThat(order.question()).isNull();
    assertThat(order.rules()).isNull();
    assertThat(order.reply()).isEqualTo("/tmp/reply");
    assertThat(Order.parse(Order.detach("/tmp/reply").toString()).isWatch()).isFalse();
  }

  @Test
  void oneLineIsARulesFileWhateverItsName() {
    Order order = Order.parse("detach");

    assertThat(order.isDetach()).isFalse();
    assertThat(order.rules()).isEqualTo("detach");
    assertThat(order.reply()).isNull();
  }

  @Test
  void whatSaysNothingSaysNothingOnItsWayBack() {
    Order order = Order.parse(Order.parse(null).toString());

    assertThat(order.isDetach()).isFalse();
    assertThat(order.rules()).isNull();
    assertThat(order.reply()).isNull();
  }

  @Test
  void aReplyMayBeLeftOut() {
    assertThat(Order.parse("attach\nrules.yaml").rules()).isEqualTo("rules.yaml");
    assertThat(Order.parse("attach\nrules.yaml").reply()).isNull();
  }

  @Test
  void anotherWordThanDetachTakesNobodyOut() {
    assertThat(Order.parse("detach-later\n\n").isDetach()).isFalse();
    assertThat(Order.parse("reload\n\n").isDetach()).isFalse();
  }
}
