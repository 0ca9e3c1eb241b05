package com.acme.portfolio;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.TreeMap;

/** All that the client's beans hold, in one line of text. */
final class Sheet {

  private Sheet() {}

  static String of(Object value) {
    if (value instanceof Calendar) {
      return of((Calendar) value);
    }
    if (value instanceof TimeZone) {
      return of((TimeZone) value);
    }
    if (value instanceof Map) {
      return of((Map<?, ?>) value);
    }
    if (value instanceof List) {
      return of((List<?>) value);
    }
    boolean isBean = value != null && value.getClass().getName().startsWith("yahoofinance.");
    return isBean ? ofBean(value) : String.valueOf(value);
  }

  private static String of(Calendar calendar) {
    return calendar.getClass().getName()
        + " "
        + calendar.getTimeInMillis()
        + " in "
        + of(calendar.getTimeZone())
        + (calendar.isLenient() ? " lenient " : " strict ")
        + calendar.getFirstDayOfWeek()
        + " "
        + calendar.getMinimalDaysInFirstWeek();
  }

  private static String of(TimeZone zone) {
    return zone.getClass().getName() + " " + zone.getID() + " " + zone.getRawOffset();
  }

  private static String of(Map<?, ?> map) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    new TreeMap<>(map).forEach((key, value) -> text.add(key + ": " + of(value)));
    return text.toString();
  }

  private static String of(List<?> list) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    list.forEach(element -> text.add(of(element)));
    return text.toString();
  }

  private static String ofBean(Object bean) {
    StringJoiner text = new StringJoiner(", ", bean.getClass().getSimpleName() + " {", "}");
    try {
      for (PropertyDescriptor property :
          Introspector.getBeanInfo(bean.getClass(), Object.class).getPropertyDescriptors()) {
        if (!asksForMore(property.getName())) {
          text.add(property.getName() + ": " + of(property.getReadMethod().invoke(bean)));
        }
      }
    } catch (IntrospectionException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** A stock's histories come from the venue when they are read. */
  private static boolean asksForMore(String property) {
    return property.equals("history") || property.endsWith("History");
  }
}
