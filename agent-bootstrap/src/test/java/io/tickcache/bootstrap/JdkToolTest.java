package io.tickcache.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkToolTest {

  @ParameterizedTest
  @CsvSource({
    "jdk.compiler/com.sun.tools.javac.Main -version, jdk.compiler",
    "java.base/sun.security.tools.keytool.Main -list, java.base",
    "jdk.jcmd/sun.tools.jps.Jps, jdk.jcmd",
    "jdk.jlink/jdk.tools.jlink.internal.Main --list-plugins, jdk.jlink",
    "com.sun.tools.javac.Main -version,",
    "sun.security.tools.keytool.Main -list,",
    "sun.tools.jstack.JStack 1,",
    "com.sun.java.util.jar.pack.Driver trader.pack trader.jar,",
    "com.sun.corba.se.impl.activation.ORBD -ORBInitialPort 1050,",
    "sun.rmi.registry.RegistryImpl,",
    "sun.jvm.hotspot.CLHSDB,",
    "sun.applet.Main trader.html,",
    "jdk.jfr.internal.tool.Main summary trader.jfr,",
    "jdk.nashorn.tools.Shell,"
  })
  void aToolOfTheJdkIsOne(String command, String module) {
    assertThat(JdkTool.is(command, module)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Trader,",
    "/opt/trader/legacy-trader.jar --live,",
    "com.acme.trader/com.acme.Trader, com.acme.trader",
    "com.acme.tools/com.sun.tools.acme.Trader, com.acme.tools",
    "jdk.compiler/com.sun.tools.javac.launcher.Main Trader.java, jdk.compiler",
    ","
  })
  void anApplicationIsNone(String command, String module) {
    assertThat(JdkTool.is(command, module)).isFalse();
  }
}
