package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where one overload can't be answered because it invalidates, the rule answers none of them. */
class InvalidatingOverloadTest {

  private final ScriptedSites sites = new ScriptedSites();

  private Loom loom() {
    Rule rule =
        WeavingTest.rule("quotes", BindingTest.Overloads.class.getName() + "#quote")
            .symbol(ValuePath.parse("arg0"))
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(BindingTest.Overloads.class.getName() + "#quote(long)"),
                        null,
                        null)))
            .build();
    Loom loom = new Loom(sites, rule).holding(BindingTest.Overloads.class);
    loom.load(BindingTest.Overloads.class);
    return loom;
  }

  @Test
  void allOverloadsAreAnsweredOrNone() {
    Loom loom = loom();

    assertThat(loom.said()).contains("rule `quotes` is off", "also invalidates");
    assertThat(sites.bound()).filteredOn(bound -> bound.answering() != null).isEmpty();
  }

  @Test
  void whatIsNotAnsweredIsNotReportedAsMatched() {
    Loom loom = loom();

    loom.report().startIsOver();

    assertThat(loom.said()).endsWith("methods matched: quotes 0\n");
  }
}
