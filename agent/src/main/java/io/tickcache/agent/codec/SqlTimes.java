package io.tickcache.agent.codec;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;

/** The dates of {@code java.sql}, codes 37 to 39, where the JVM has that module. */
final class SqlTimes {

  private SqlTimes() {}

  static void addTo(JdkShapes shapes) {
    try {
      addPresent(shapes);
    } catch (NoClassDefFoundError e) {
      // A run-time image without java.sql has no values of it either.
    }
  }

  @SuppressWarnings("JavaUtilDate") // values of the application, not ours
  private static void addPresent(JdkShapes shapes) {
    shapes.add(
        LeafShape.<Date>cell(
            37,
            Date.class,
            v -> new Date(v.getTime()),
            (v, out) -> out.out().writeLong(v.getTime()),
            in -> new Date(in.in().readLong())));
    shapes.add(
        LeafShape.<Time>cell(
            38,
            Time.class,
            v -> new Time(v.getTime()),
            (v, out) -> out.out().writeLong(v.getTime()),
            in -> new Time(in.in().readLong())));
    shapes.add(
        LeafShape.<Timestamp>cell(
            39,
            Timestamp.class,
            v -> (Timestamp) v.clone(),
            (v, out) -> {
              out.out().writeLong(v.getTime());
              out.out().writeInt(v.getNanos());
            },
            in -> timestamp(in.in().readLong(), in.in().readInt())));
  }

  private static Timestamp timestamp(long millis, int nanos) {
    Timestamp timestamp = new Timestamp(millis);
    timestamp.setNanos(nanos);
    return timestamp;
  }
}
