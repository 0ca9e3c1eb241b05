package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is read from L2 and written to it, and the leases of loads. */
class SecondTierTest extends HybridCacheFixture {

  @Test
  void whatHasHalfItsTimeBehindItIsOfNoUseToWhoRenews() throws Exception {
    twoTiers();
    long halfOver = ticker.read() - TTL.toNanos() / 2 - 1;
    remote.willRead(FakeRemote.found("old", halfOver), FakeRemote.leased());
    lead(question("AAPL").renewing()).complete("new");
    assertThat(remote.calls)
        .containsExactly("read AAPL", "drop AAPL", "read AAPL", "fill AAPL vnew");
  }

  @Test
  void whatHasHalfItsTimeBeforeItIsOfUseToWhoRenews() {
    twoTiers();
    long halfOver = ticker.read() - TTL.toNanos() / 2;
    remote.willRead(FakeRemote.found("young", halfOver));
    assertThat(cache.ask(question("AAPL").renewing())).isInstanceOf(Lookup.Answered.class);
    assertThat(remote.callsOf("drop")).isEmpty();
  }

  @Test
  void anAnswerOfL2ThatIsPastItsTimeIsDroppedAndTheLeaseTaken() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.found("over", ticker.read() - TTL.toNanos()), FakeRemote.leased());
    load("AAPL", "new");
    assertThat(remote.calls)
        .containsExactly("read AAPL", "drop AAPL", "read AAPL", "fill AAPL vnew");
  }

  @Test
  void whatL2HoldsAndNobodyCanDecodeIsDroppedAndTheLeaseTaken() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.found("garbage", ticker.read()), FakeRemote.leased());
    load("AAPL", "good");
    assertThat(remote.calls)
        .containsExactly("read AAPL", "drop AAPL", "read AAPL", "fill AAPL vgood");
    assertThat(served("AAPL")).isEqualTo("good");
    assertThat(cache.stats().undecodable.sum()).isEqualTo(1);
  }

  @Test
  void whereNobodyCanDecodeWhatComesNextEitherTheAnswerStaysInL1() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.found("garbage", ticker.read()));
    load("AAPL", "good");
    assertThat(remote.calls).containsExactly("read AAPL", "drop AAPL", "read AAPL", "drop AAPL");
    assertThat(served("AAPL")).isEqualTo("good");
  }

  @Test
  void aLoadIsWrittenThroughToBothTiers() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    load("AAPL", "one");
    assertThat(served("AAPL")).isEqualTo("one");
    assertThat(remote.callsOf("fill")).containsExactly("fill AAPL vone");
  }

  @Test
  void aNullOfL2IsANullHere() {
    twoTiers();
    remote.willRead(new Reading.Found(new byte[] {'n'}, ticker.read()));
    assertThat(answer(cache.ask(question("NONE")))).isNull();
  }

  @Test
  void aValueThatCannotBeWrittenStaysInThisProcess() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Load load = lead(question("AAPL"));
    assertThatThrownBy(() -> load.complete("unencodable"))
        .isInstanceOf(UnencodableValueException.class);
    assertThat(served("AAPL")).isEqualTo("unencodable");
    assertThat(remote.callsOf("release")).hasSize(1);
  }

  @Test
  void theLeaseOfALoadThatTakesLongIsKept() {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("AAPL"));
    await().until(() -> remote.callsOf("renew").size() >= 2);
  }

  @Test
  void aLoadThatNeverEndsKeepsItsLeaseNoLongerThanCallersWait() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("AAPL"));
    ticker.advance(Duration.ofSeconds(2));
    int renewals = remote.callsOf("renew").size();
    background.schedule(() -> {}, 250, TimeUnit.MILLISECONDS).get();
    assertThat(remote.callsOf("renew")).as("in the time of three").hasSizeLessThan(renewals + 2);
    assertThat(((ScheduledThreadPoolExecutor) background).getQueue())
        .as("nothing goes on for a load that may never end")
        .allMatch(task -> ((Future<?>) task).isCancelled());
  }

  @Test
  void aFailedLoadGivesTheLeaseBack() {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    lead(question("AAPL")).fail(new IOException("down"));
    assertThat(remote.callsOf("release")).hasSize(1);
  }

  @Test
  void whileAnotherProcessLoadsTheCallerWaitsForItsAnswer() throws Exception {
    twoTiers();
    remote.willRead(Reading.BUSY, Reading.BUSY, FakeRemote.found("theirs", ticker.read()));
    Future<Lookup> waiting = callers.submit(() -> cache.ask(question("AAPL")));
    await().until(() -> remote.callsOf("read").size() >= 2);
    near.loaded("quotes", "AAPL");
    assertThat(answer(waiting.get())).isEqualTo("theirs");
  }

  @Test
  void aProcessThatNeverEndsItsLoadIsWaitedForNoLongerThanSaid() {
    cache = cache(CachePolicy.ttl(TTL).waitAtMost(Duration.ZERO), remote);
    remote.willRead(Reading.BUSY);
    lead(question("AAPL"));
  }

  /** The first value of a class is slow to write. */
  @Test
  void aLeaseIsRenewedUntilTheAnswerIsWritten() throws Exception {
    twoTiers();
    remote.willRead(FakeRemote.leased());
    Values slow =
        new TextValues() {
          @Override
          public byte[] encode(Object value) throws UnencodableValueException {
            await().until(() -> !remote.callsOf("renew").isEmpty());
            return super.encode(value);
          }
        };
    RemoteKey key = new RemoteKey("quotes", "AAPL", "variant");

    lead(new Question("AAPL", "AAPL", slow, key)).complete("a");

    assertThat(remote.callsOf("fill")).hasSize(1);
  }

  @Test
  void theLoadOfAnotherProcessIsNotWaitedForWhereTheRuleSaysSo() {
    cache = cache(CachePolicy.ttl(TTL).acrossProcesses(false), remote);
    remote.willRead(Reading.BUSY);
    lead(question("AAPL"));
    assertThat(remote.callsOf("read")).hasSize(1);
  }
}
