package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.AnswerForm;
import io.tickcache.agent.batch.Pieces;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a method that asks for many symbols, which it was asked for as its caller did. */
final class BatchParts extends Parts {

  private final Site site;
  private final AnswerForm form;
  private final Asked asked;
  private final Pieces pieces;

  BatchParts(Site site, Scope scope, BatchPlan plan, Asked asked) {
    super(scope.values());
    this.site = site;
    this.form = scope.batch().form();
    this.asked = asked;
    this.pieces = new Pieces(plan, asked, value -> null);
  }

  /** The key of each distinct symbol. */
  List<Object> keys() {
    return pieces.keys();
  }

  /** Where the cache keeps what the client says of a symbol that is no answer for it alone. */
  Object[] beside(Object key) {
    return asked.beside(key);
  }

  /** Where the cache keeps that the client names a symbol and says null of it. */
  Object nullBeside(Object key) {
    return asked.nullBeside(key);
  }

  @Override
  boolean take(@Nullable Object answer) {
    boolean[] all = new boolean[pieces.keys().size()];
    Arrays.fill(all, true);
    pieces.want(all);
    try {
      return Gathering.takeApart(site, form, answer, pieces);
    } catch (RuntimeException unsteady) {
      if (!site.isLate()) {
        throw unsteady;
      }
      site.tellOfUnfit("an answer could not be taken apart, its caller may be at it: " + unsteady);
      return false;
    }
  }

  @Override
  @Nullable Object value(int part) {
    return pieces.value(part);
  }

  @Override
  boolean isNull(int part) {
    return pieces.isNull(part);
  }

  @Override
  void complete(Load load, int part) {
    Gathering.complete(site, asked, pieces, load, part);
  }

  /** A failure of many symbols says nothing of one. */
  @Override
  void fail(Load load, Throwable failure) {
    AnswerTicket.abandon(site, load);
  }
}
