package io.tickcache.agent.codec;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.UnkeepableValueException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects of an application around something else, perhaps with other objects in between: what is
 * within them, what besides, and others like them around something new. Thread-safe.
 */
public final class Wrapping {

  private final ValueCodec codec;
  private final List<String> steps;
  private final List<List<String>> ignored;

  /**
   * @param steps the fields that lead to what is within
   * @param ignored the paths of fields that are allowed besides
   */
  public Wrapping(Type type, List<String> steps, List<List<String>> ignored) {
    this.codec = ValueCodec.of(type, Erasure.boxed(type).getClassLoader(), HandOutPolicy.AUTO);
    this.steps = steps;
    this.ignored = ignored;
  }

  /** What is within; null if a null is there, or on the way. */
  public @Nullable Object unwrapped(Object wrapper) {
    Object at = wrapper;
    for (String step : steps) {
      at = at == null ? null : InstanceField.nearest(InstanceField.of(at.getClass()), step).get(at);
    }
    return at;
  }

  /**
   * Says in a sentence which fields an object has besides that are not ignored, or that they can't
   * be seen; null if there are none, as far as there is something within.
   */
  public @Nullable String unsettled(Object wrapper) {
    Object at = wrapper;
    for (int i = 0; i < steps.size(); i++) {
      List<InstanceField> fields;
      try {
        fields = InstanceField.of(at.getClass());
      } catch (Refusal refusal) {
        return refusal.sentence("an answer");
      }
      InstanceField next = InstanceField.nearest(fields, steps.get(i));
      for (InstanceField field : fields) {
        if (field != next && !isIgnored(i, field.name())) {
          return "an answer is a `"
              + wrapper.getClass().getName()
              + "` that also holds `"
              + path(i, field.name())
              + "`; it was passed on and not kept";
        }
      }
      Object within = next.get(at);
      if (within == null) {
        return null;
      }
      at = within;
    }
    return null;
  }

  private boolean isIgnored(int depth, String name) {
    List<String> path = new ArrayList<>(steps.subList(0, depth));
    path.add(name);
    return ignored.contains(path);
  }

  private String path(int depth, String name) {
    StringBuilder path = new StringBuilder();
    for (String step : steps.subList(0, depth)) {
      path.append(step).append('.');
    }
    return path.append(name).toString();
  }

  /**
   * Keeps a copy of an object to make others like it.
   *
   * @param empty stands in the copy for what is within
   * @throws IllegalArgumentException if there can be no copy
   */
  public Model model(Object wrapper, Object empty) {
    try {
      return new Model(codec.keep(with(wrapper, empty)));
    } catch (UnkeepableValueException unkeepable) {
      throw new IllegalArgumentException(unkeepable.getMessage(), unkeepable);
    }
  }

  private Object with(Object wrapper, Object within) {
    List<Object> passed = new ArrayList<>();
    Object at = wrapper;
    for (String step : steps) {
      passed.add(at);
      Object next = InstanceField.nearest(InstanceField.of(at.getClass()), step).get(at);
      at = next == null ? within : next;
    }
    Object made = within;
    for (int i = steps.size() - 1; i >= 0; i--) {
      made = ShallowCopy.with(passed.get(i), steps.get(i), made);
    }
    return made;
  }

  /** An object to make others like. Nobody else has it. Thread-safe. */
  public final class Model {
    private final Kept kept;

    private Model(Kept kept) {
      this.kept = kept;
    }

    /**
     * One of the caller's own with something within.
     *
     * @throws IllegalArgumentException if the class objects to it
     */
    public Object with(Object within) {
      return Wrapping.this.with(kept.answer(), within);
    }
  }
}
