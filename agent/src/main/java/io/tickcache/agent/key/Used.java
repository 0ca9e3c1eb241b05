package io.tickcache.agent.key;

import io.tickcache.agent.classes.ByClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one argument that other parts of the key, or {@code ignore}, speak of, as a tree of
 * names. Built by one thread, then read by any.
 */
final class Used {

  private final Accessors accessors;
  private final Map<String, Used> below = new TreeMap<>();
  private boolean whole;
  private boolean toElements;

  private final ByClass<LeftFields> left =
      new ByClass<LeftFields>() {
        @Override
        protected LeftFields make(Class<?> type) {
          return isOfFields(type)
              ? LeftFields.of(type, accessors.fieldsOf(type), Used.this)
              : LeftFields.NONE;
        }
      };

  Used(Accessors accessors) {
    this.accessors = accessors;
  }

  void add(List<String> steps) {
    Used at = this;
    for (String step : steps) {
      Used next = at.below.get(step);
      if (next == null) {
        next = new Used(accessors);
        at.below.put(step, next);
      }
      at = next;
    }
    at.whole = true;
  }

  boolean whole() {
    return whole;
  }

  /** The names below this place, in a fixed order. */
  Set<String> names() {
    return below.keySet();
  }

  @Nullable Used below(@Nullable Object name) {
    return below.get(String.valueOf(name));
  }

  /**
   * The places that these steps lead through, this one first. What is left of a container there is
   * told by each of its elements.
   */
  List<Used> toElements(List<String> steps) {
    List<Used> places = new ArrayList<>();
    Used at = this;
    for (int i = 0; at != null; i++) {
      at.toElements = true;
      places.add(at);
      at = i < steps.size() ? at.below.get(steps.get(i)) : null;
    }
    return places;
  }

  /** What is left of the objects of a class; null where it isn't their fields that tell it. */
  @Nullable LeftFields left(Class<?> type) {
    LeftFields fields = left.of(type);
    return fields.tell() ? fields : null;
  }

  private boolean isOfFields(Class<?> type) {
    return !Map.class.isAssignableFrom(type) && !Components.isMessage(type) && !isOfElements(type);
  }

  /** Whether the objects of a class stand here for the elements that they hold. */
  boolean isOfElements(Class<?> type) {
    return toElements && Container.are(type);
  }
}
