package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken out of L2 before anybody asks for it. */
class FetchTest extends HybridCacheFixture {

  private List<Warmed> fetch(String... symbols) {
    return Arrays.asList(cache.fetch(Arrays.stream(symbols).map(this::question).toList()));
  }

  @Test
  void whatL2HasIsThereForThoseWhoAsk() {
    twoTiers();
    remote.willRead(FakeRemote.found("a", ticker.read()), Reading.BUSY);

    assertThat(fetch("AAPL", "MSFT")).containsExactly(Warmed.L2, null);

    assertThat(served("AAPL")).isEqualTo("a");
    assertThat(remote.calls).as("nothing is left behind").containsExactly("peek AAPL", "peek MSFT");
    assertThat(cache.stats().remoteHits.sum() + cache.stats().remoteMisses.sum()).isZero();
    assertThat(cache.loadsUnderWay()).isZero();
  }

  @Test
  void whatIsInL1IsNotAskedFor() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    load("AAPL", "a");
    remote.calls.clear();

    assertThat(fetch("AAPL")).containsExactly(Warmed.L1);

    assertThat(remote.calls).isEmpty();
  }

  @Test
  void anInvalidationMeanwhileVoidsIt() {
    twoTiers();
    remote.willRead(FakeRemote.found("a", ticker.read()));
    remote.onRead(() -> cache.invalidate("AAPL"));

    fetch("AAPL");

    assertThat(served("AAPL")).isEqualTo("nothing");
  }

  @Test
  void itIsNotKeptPastItsTime() {
    twoTiers();
    remote.willRead(FakeRemote.found("a", ticker.read() - TTL.toNanos()));

    assertThat(fetch("AAPL")).containsExactly((Warmed) null);

    assertThat(remote.callsOf("drop")).isEmpty();
  }

  @Test
  void whereL2CanNotBeAskedThatIsAllThatIsKnown() {
    twoTiers();
    remote.willRead(Reading.UNAVAILABLE);

    assertThat(cache.fetch(List.of(question("AAPL")))).isNull();
  }

  @Test
  void withoutL2NothingIsFound() {
    assertThat(fetch("AAPL")).containsExactly((Warmed) null);
  }
}
