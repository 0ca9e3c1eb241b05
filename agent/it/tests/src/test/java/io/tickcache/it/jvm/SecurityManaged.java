package io.tickcache.it.jvm;

import io.tickcache.it.harness.AgentJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A security manager that lets the application do what it must, and nothing else. */
final class SecurityManaged extends Variant {

  private static final String GRANT =
      """
      grant codeBase "%s" {
        permission %s;
      };
      """;
  private static final String CONNECT =
      "java.net.SocketPermission \"127.0.0.1\", \"connect,resolve\"";
  private static final String ALL = "java.security.AllPermission";

  private final boolean trusted;
  private final boolean late;
  private Path policy;

  private SecurityManaged(String name, boolean trusted, boolean late) {
    super(name);
    this.trusted = trusted;
    this.late = late;
  }

  /** From the start, with a policy that names the agent's jar or doesn't. */
  static SecurityManaged fromTheStart(String name, boolean trusted) {
    return new SecurityManaged(name, trusted, false);
  }

  /** When the agent has started already. */
  static SecurityManaged byTheApplication(String name) {
    return new SecurityManaged(name, false, true);
  }

  @Override
  String obstacle() throws IOException {
    return needs(8, late ? 17 : 23);
  }

  @Override
  void prepare(Path directory, AgentJvm.Builder application) throws IOException {
    String text = grant(System.getProperty("tickcache.it.basic-app"), CONNECT);
    if (trusted) {
      text += grant(System.getProperty("tickcache.agent.jar"), ALL);
    }
    policy = Files.writeString(directory.resolve("application.policy"), text);
  }

  private static String grant(String jar, String permission) {
    return GRANT.formatted(Path.of(jar).toAbsolutePath().toUri(), permission);
  }

  @Override
  AgentJvm.Builder started(AgentJvm.Builder application) {
    application.jvmArguments("-Djava.security.policy=" + policy);
    return late
        ? application.arguments("managed")
        : application.jvmArguments("-Djava.security.manager");
  }

  /**
   * Trust that the policy doesn't give comes with the bootstrap class path, of which JVMs tell that
   * have an archive of their own classes.
   */
  @Override
  List<String> further() {
    return trusted || late
        ? List.of()
        : List.of("Sharing is only supported for boot loader classes");
  }
}
