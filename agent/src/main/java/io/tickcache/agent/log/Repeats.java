package io.tickcache.agent.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Withholds lines that repeat: of each topic one a minute is due, with the number of those withheld
 * before it. Thread-safe.
 */
class Repeats {

  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Topic> topics = new HashMap<>();

  long nanoTime() {
    return System.nanoTime();
  }

  /** The line as it is due now, or null where it is withheld. */
  synchronized @Nullable String due(String name, String text) {
    long now = nanoTime();
    Topic topic = topics.get(name);
    if (topic == null) {
      topics.put(name, new Topic(now));
      return text;
    }
    topic.last = text;
    topic.withheld++;
    return topic.isOver(now) ? topic.take(now) : null;
  }

  /** The lines that are still owed of topics that have gone quiet; quiet ones are forgotten. */
  synchronized List<String> owed() {
    long now = nanoTime();
    List<String> owed = new ArrayList<>();
    for (Iterator<Topic> each = topics.values().iterator(); each.hasNext(); ) {
      Topic topic = each.next();
      if (!topic.isOver(now)) {
        continue;
      }
      if (topic.withheld > 0) {
        owed.add(topic.take(now));
      } else {
        each.remove();
      }
    }
    return owed;
  }

  private static final class Topic {
    private long toldNanos;
    private int withheld;
    private String last = "";

    private Topic(long now) {
      toldNanos = now;
    }

    private boolean isOver(long now) {
      return now - toldNanos >= INTERVAL_NANOS;
    }

    /** The last line, which counts for all of those withheld. */
    private String take(long now) {
      int others = withheld - 1;
      withheld = 0;
      toldNanos = now;
      return others == 0 ? last : last + " (" + others + " more since the last such line)";
    }
  }
}
