package io.tickcache.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.UndecodableValueException;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.codec.Values.DepthQuote;
import io.tickcache.agent.codec.Values.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int THREADS = 8;

  @Test
  void manyThreadsUseOneCodec() throws Exception {
    ValueCodec codec = Values.anyValue(HandOutPolicy.AUTO);
    List<Future<?>> results = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int i = 0; i < THREADS; i++) {
        int seed = i;
        results.add(threads.submit(() -> use(codec, seed)));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void use(ValueCodec codec, int seed) throws Exception {
    for (int i = 0; i < 500; i++) {
      Node node = new Node("n" + seed + "/" + i);
      node.notes.put(node.child("c"), "x");
      node.others.add(new DepthQuote("q" + i));
      String text = GraphText.of(node);
      assertThat(GraphText.of(codec.keep(node).answer())).isEqualTo(text);
      assertThat(GraphText.of(codec.decode(codec.encode(node)))).isEqualTo(text);
    }
    return null;
  }

  @Test
  void aValueThatItsClientIsChangingIsKeptOrUnkeepable() throws Exception {
    ValueCodec codec = Values.anyValue(HandOutPolicy.AUTO);
    Node shared = new Node("root");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService client = Executors.newSingleThreadExecutor();
    Future<?> changes = client.submit(() -> change(shared, done));
    try {
      int outcomes = 0;
      for (int i = 0; i < 2_000; i++) {
        outcomes += attempt(codec, shared);
      }
      assertThat(outcomes).isEqualTo(2_000);
    } finally {
      done.set(true);
      client.shutdown();
    }
    changes.get();
  }

  private static void change(Node shared, AtomicBoolean done) {
    for (int i = 0; !done.get(); i++) {
      shared.notes.put(new Node("n" + i % 100), "x");
      shared.others.add(i);
      if (i % 50 == 0) {
        shared.notes.clear();
        shared.others.clear();
      }
    }
  }

  /** One outcome; anything but a good value or a refusal fails the test. */
  private static int attempt(ValueCodec codec, Node shared) throws UndecodableValueException {
    try {
      assertThat(codec.keep(shared).answer()).isInstanceOf(Node.class);
      assertThat(codec.decode(codec.encode(shared))).isInstanceOf(Node.class);
    } catch (UnkeepableValueException | UnencodableValueException e) {
      assertThat(e).hasMessageContaining(Node.class.getName());
    }
    return 1;
  }
}
