package io.tickcache.it.harness;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The meters of another JVM, as its MBean server shows them under the domain {@code tickcache}. A
 * bean such as {@code tickcacheCacheGets.level.l1.result.hit.rule.quotes} is a meter with its tags.
 */
public final class Meters implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final Map<ObjectName, Set<String>> attributes = new HashMap<>();

  private Meters(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  @SuppressWarnings("BanJNDI") // the other side is a process that the test itself has started
  static Meters of(long pid) {
    try {
      VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
      try {
        return new Meters(
            JMXConnectorFactory.connect(new JMXServiceURL(vm.startLocalManagementAgent())));
      } finally {
        vm.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The sum of the counts or values of all meters of the name that have these tags, given as names
   * and values in turn; 0 if there is none.
   */
  public double sum(String meter, String... tags) {
    return read(meter, tags).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Whether there is a meter of the name with these tags. */
  public boolean has(String meter, String... tags) {
    return !read(meter, tags).isEmpty();
  }

  /** As {@link #sum}, for a whole number. */
  public long count(String meter, String... tags) {
    return Math.round(sum(meter, tags));
  }

  /**
   * As {@link #count}, once there is such a meter: those of a cache come up to a second after it.
   */
  public long countOnceShown(String meter, String... tags) {
    AgentJvm.awaiting("the meter " + meter).until(() -> has(meter, tags));
    return count(meter, tags);
  }

  /** The counts or values by the beans' names. */
  public Map<String, Double> read(String meter, String... tags) {
    try {
      Map<String, Double> values = new TreeMap<>();
      for (ObjectName name : server.queryNames(new ObjectName("tickcache:*"), null)) {
        String bean = bean(name);
        if (isOf(bean, meter, tags)) {
          values.put(bean, value(name));
        }
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An attribute of the one timer of the name with these tags, such as {@code 99thPercentile}. */
  public double attribute(String attribute, String meter, String... tags) {
    try {
      for (ObjectName name : server.queryNames(new ObjectName("tickcache:*"), null)) {
        if (isOf(bean(name), meter, tags) && attributes(name).contains(attribute)) {
          return ((Number) server.getAttribute(name, attribute)).doubleValue();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalArgumentException("no " + attribute + " of " + meter + Arrays.toString(tags));
  }

  /** The names of all beans of the agent's domain. */
  public Set<String> beans() {
    try {
      return server.queryNames(new ObjectName("tickcache:*"), null).stream()
          .map(ObjectName::toString)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of the JVM's own beans. */
  public <T extends PlatformManagedObject> T platform(Class<T> type) {
    try {
      return ManagementFactory.getPlatformMXBean(server, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The memory pool of this name. */
  public MemoryPoolMXBean pool(String name) {
    try {
      return ManagementFactory.newPlatformMXBeanProxy(
          server,
          ManagementFactory.MEMORY_POOL_MXBEAN_DOMAIN_TYPE + ",name=" + name,
          MemoryPoolMXBean.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all live threads. */
  public Set<String> threads() {
    return Arrays.stream(platform(ThreadMXBean.class).dumpAllThreads(false, false))
        .map(ThreadInfo::getThreadName)
        .collect(Collectors.toSet());
  }

  /** The names of all loggers that java.util.logging knows in that JVM. */
  public Set<String> loggers() {
    try {
      return Set.of(
          (String[])
              server.getAttribute(new ObjectName("java.util.logging:type=Logging"), "LoggerNames"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private double value(ObjectName name) throws IOException, JMException {
    Set<String> attributes = attributes(name);
    String attribute = attributes.contains("Count") ? "Count" : "Value";
    return ((Number) server.getAttribute(name, attribute)).doubleValue();
  }

  private Set<String> attributes(ObjectName name) throws IOException, JMException {
    Set<String> known = attributes.get(name);
    if (known == null) {
      known =
          Arrays.stream(server.getMBeanInfo(name).getAttributes())
              .map(attribute -> attribute.getName())
              .collect(Collectors.toSet());
      attributes.put(name, known);
    }
    return known;
  }

  private static String bean(ObjectName name) {
    String value = name.getKeyProperty("name");
    return value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }

  /** Dots and letter case in the meter's name do not matter, nor does the order of the tags. */
  private static boolean isOf(String bean, String meter, String... tags) {
    String squeezed = meter.replace(".", "");
    if (!bean.equalsIgnoreCase(squeezed)
        && !bean.regionMatches(true, 0, squeezed + ".", 0, squeezed.length() + 1)) {
      return false;
    }
    String rest = bean.substring(squeezed.length()) + ".";
    for (int i = 0; i < tags.length; i += 2) {
      if (!rest.contains("." + tags[i] + "." + tags[i + 1] + ".")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      // The JVM on the other side is gone, which is how most tests end.
    }
  }
}
