package io.tickcache.agent.batch;

import io.tickcache.agent.codec.Wrapping;
import io.tickcache.agent.key.UnkeyableException;
import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object whose only state that matters is an answer of another form. It is made anew like the
 * latest one that the client gave, so the first one must come from the client.
 */
final class WrappedForm extends AnswerForm {

  private final Wrapping wrapping;
  private final AnswerForm inner;
  private volatile Wrapping.@Nullable Model model;

  /**
   * @param steps the fields that lead to the answer within
   * @param ignored other fields, by their paths from the object
   */
  WrappedForm(Type type, List<String> steps, List<List<String>> ignored, AnswerForm inner) {
    super(inner.elementType());
    this.wrapping = new Wrapping(type, steps, ignored);
    this.inner = inner;
  }

  @Override
  public boolean takeApart(@Nullable Object answer, Pieces into)
      throws UnkeyableException, UnmakeableAnswerException {
    if (answer == null) {
      return false;
    }
    String unsettled = wrapping.unsettled(answer);
    if (unsettled != null) {
      throw new UnkeyableException(DiagnosticCode.R028, unsettled, null);
    }
    Object within = wrapping.unwrapped(answer);
    if (within == null || !inner.takeApart(within, into)) {
      return false;
    }
    Object empty = inner.empty();
    learn(answer, empty == null ? within : empty);
    return true;
  }

  /**
   * @param little what takes no place where answers are: nothing or, of the kinds that hold just
   *     one, that one
   */
  private void learn(Object answer, Object little) throws UnmakeableAnswerException {
    try {
      model = wrapping.model(answer, little);
    } catch (IllegalArgumentException unlike) {
      throw new UnmakeableAnswerException(
          unlike.getMessage()
              + ", so none can be made around answers from the cache. A rule without `symbols` may"
              + " serve, which keeps each list as a whole");
    }
  }

  @Override
  public boolean knowsNameOf(Pieces pieces, int piece) {
    return model != null && inner.knowsNameOf(pieces, piece);
  }

  @Override
  public boolean isSettledFor(Pieces pieces) {
    return inner.isSettledFor(pieces);
  }

  @Override
  public @Nullable Object putTogether(Pieces pieces) {
    Wrapping.Model like = model;
    Object within = like == null ? null : inner.putTogether(pieces);
    return like == null || within == null ? null : like.with(within);
  }

  @Override
  @Nullable Object empty() {
    return null;
  }
}
