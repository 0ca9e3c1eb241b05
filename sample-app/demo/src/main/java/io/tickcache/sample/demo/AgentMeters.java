package io.tickcache.sample.demo;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** Reads the agent's meters in another process over JMX. */
final class AgentMeters {
  private static final String RULE = "quotes";

  private AgentMeters() {}

  /** The counts of a process, {@link TierCounts#UNKNOWN} for what it does not tell. */
  static TierCounts read(long pid) {
    try {
      return TierCounts.of(meters(pid), RULE);
    } catch (IOException | JMException | AttachNotSupportedException e) {
      System.err.println("the meters of process " + pid + " could not be read: " + e);
      return TierCounts.UNKNOWN;
    }
  }

  @SuppressWarnings("BanJNDI") // the other side is a process that the demo itself has started
  private static Map<String, Long> meters(long pid)
      throws IOException, JMException, AttachNotSupportedException {
    VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
    try (JMXConnector jmx =
        JMXConnectorFactory.connect(new JMXServiceURL(vm.startLocalManagementAgent()))) {
      return meters(jmx.getMBeanServerConnection());
    } finally {
      vm.detach();
    }
  }

  private static Map<String, Long> meters(MBeanServerConnection server)
      throws IOException, JMException {
    Map<String, Long> meters = new TreeMap<>();
    Set<ObjectName> names = server.queryNames(new ObjectName("tickcache:*"), null);
    for (ObjectName name : names) {
      String meter = name.getKeyProperty("name");
      Long count = meter == null ? null : count(server, name);
      if (meter != null && count != null) {
        meters.merge(unquoted(meter), count, Long::sum);
      }
    }
    return meters;
  }

  private static @Nullable Long count(MBeanServerConnection server, ObjectName name)
      throws IOException, JMException {
    for (var attribute : server.getMBeanInfo(name).getAttributes()) {
      String key = attribute.getName();
      if ((key.equals("Count") || key.equals("Value"))
          && server.getAttribute(name, key) instanceof Number number) {
        return number.longValue();
      }
    }
    return null;
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }
}
