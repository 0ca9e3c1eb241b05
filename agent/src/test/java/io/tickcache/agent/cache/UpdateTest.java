package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Newer answers that others bring. */
class UpdateTest {

  private static final Duration TTL = Duration.ofSeconds(5);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final FakeTicker ticker = new FakeTicker();
  private final Remote remote = new Remote();
  private final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  private HybridCache cache = alone();

  @AfterEach
  void endTheBackground() {
    background.shutdownNow();
  }

  private HybridCache alone() {
    return new HybridCache(
        "quotes", CachePolicy.ttl(TTL).build(), ticker, RemoteCache.NONE, background);
  }

  private void twoTiers() {
    cache = new HybridCache("quotes", CachePolicy.ttl(TTL).build(), ticker, remote, background);
  }

  private static Question question() {
    return new Question("A", "A", new TextValues(), new RemoteKey("quotes", "A", "A"));
  }

  private Load lead() {
    Load load = ((Lookup.Leading) cache.askWithoutWaiting(question())).load();
    load.goOn();
    return load;
  }

  private Object served() {
    Entry entry = cache.find("A");
    return entry == null ? "nothing" : entry.answer().value;
  }

  @Test
  void itIsServedFromThenOnAndIsAsOldAsItsCall() throws Exception {
    lead().complete("old");
    Update update = cache.update("A");
    ticker.advance(Duration.ofSeconds(2));
    assertThat(served()).as("the bringer has not returned").isEqualTo("old");

    update.complete(List.of(question()), "new");

    ticker.advance(Duration.ofSeconds(3).minus(MILLI));
    assertThat(served()).isEqualTo("new");
    ticker.advance(MILLI);
    assertThat(served()).isEqualTo("nothing");
  }

  @Test
  void aLoadThatBeganBeforeIsNotKept() throws Exception {
    Update update = cache.update("A");
    Load load = lead();

    update.complete(List.of(question()), "new");
    load.complete("old");

    assertThat(served()).isEqualTo("new");
  }

  @Test
  void whatInvalidatesMeanwhileVoidsIt() throws Exception {
    Update update = cache.update("A");
    cache.invalidate("A");

    update.complete(List.of(question()), "overtaken");

    assertThat(served()).isEqualTo("nothing");
  }

  @Test
  void whatAnotherProcessHasDoneMeanwhileIsForL2ToJudge() throws Exception {
    twoTiers();
    Update update = cache.update("A");
    cache.invalidatedElsewhere("A");

    update.complete(List.of(question()), "new");

    assertThat(remote.heard).hasSize(1).first().asString().startsWith("update A vnew ");
    assertThat(served()).isEqualTo("nothing");
  }

  @Test
  void anUpdateThatAnotherOvertookIsNotKept() throws Exception {
    Update first = cache.update("A");
    ticker.advance(MILLI);
    cache.update("A").complete(List.of(question()), "second");

    first.complete(List.of(question()), "first");

    assertThat(served()).isEqualTo("nothing");
  }

  @Test
  void l2HearsOfItFirstAndOfItsBirth() throws Exception {
    twoTiers();
    Update update = cache.update("A");
    long birth = ticker.read();
    ticker.advance(MILLI);

    update.complete(List.of(question()), "new");

    assertThat(remote.heard).containsExactly("update A vnew " + birth + " while nothing");
    assertThat(served()).isEqualTo("new");
  }

  @Test
  void whatL2KnowsToBeVoidIsNotKeptHereEither() throws Exception {
    twoTiers();
    remote.voids = true;

    cache.update("A").complete(List.of(question()), "void");

    assertThat(served()).isEqualTo("nothing");
  }

  @Test
  void anAnswerThatComesTooLateForItsTimeOnlyInvalidates() throws Exception {
    twoTiers();
    Update update = cache.update("A");
    ticker.advance(TTL);

    update.complete(List.of(question()), "late");

    assertThat(remote.heard).containsExactly("invalidate A");
    assertThat(served()).isEqualTo("nothing");
  }

  @Test
  void whatCannotBeWrittenStaysInTheProcess() {
    twoTiers();

    assertThatThrownBy(() -> cache.update("A").complete(List.of(question()), "unencodable"))
        .isInstanceOf(UnencodableValueException.class);

    assertThat(remote.heard).containsExactly("invalidate A");
    assertThat(served()).isEqualTo("unencodable");
  }

  @Test
  void whatCannotBeKeptChangesNothingYet() {
    twoTiers();
    Update update = cache.update("A");

    assertThatThrownBy(() -> update.complete(List.of(question()), "unkeepable"))
        .isInstanceOf(UnkeepableValueException.class);
    assertThat(remote.heard).isEmpty();

    update.invalidate();
    assertThat(remote.heard).containsExactly("invalidate A");
  }

  /** L2 that notes what it hears, and what was served then. */
  private final class Remote implements RemoteCache {
    private final List<String> heard = new ArrayList<>();
    private boolean voids;

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
      return Reading.UNAVAILABLE;
    }

    @Override
    public void fill(RemoteKey key, Lease lease, byte[] bytes, long birthNanos, long ttlNanos) {}

    @Override
    public void renew(RemoteKey key, Lease lease, long leaseMillis) {}

    @Override
    public void release(RemoteKey key, Lease lease) {}

    @Override
    public void drop(RemoteKey key) {}

    @Override
    public void invalidate(String name, String symbol) {
      heard.add("invalidate " + symbol);
    }

    @Override
    public boolean update(String name, String symbol, List<RemoteUpdate> values, long birthNanos) {
      String bytes = new String(values.get(0).bytes(), StandardCharsets.UTF_8);
      heard.add("update " + symbol + " " + bytes + " " + birthNanos + " while " + served());
      return !voids;
    }
  }
}
