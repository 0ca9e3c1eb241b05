package com.acme.hosts;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Whichever OSGi framework is on the class path; an application is a bundle. */
final class OsgiHost extends Host<Bundle> {

  private final Framework framework;

  private OsgiHost(Framework framework) {
    this.framework = framework;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
    settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(settings);
    framework.start();
    new OsgiHost(framework).run();
  }

  @Override
  Bundle deploy(String name, Path jar) throws Exception {
    try (InputStream bytes = Files.newInputStream(jar)) {
      Bundle bundle = framework.getBundleContext().installBundle("desk:" + name, bytes);
      bundle.start();
      return bundle;
    }
  }

  @Override
  ClassLoader loaderOf(Bundle bundle) {
    return bundle.adapt(BundleWiring.class).getClassLoader();
  }

  @Override
  String ask(Bundle bundle, String line) throws Exception {
    return (String)
        bundle.loadClass("com.acme.desk.Desk").getMethod("answer", String.class).invoke(null, line);
  }

  /** The framework lets go of a bundle when its wiring is refreshed. */
  @Override
  void undeploy(Bundle bundle) throws Exception {
    bundle.uninstall();
    CountDownLatch refreshed = new CountDownLatch(1);
    FrameworkListener listener = event -> refreshed.countDown();
    framework.adapt(FrameworkWiring.class).refreshBundles(Collections.singleton(bundle), listener);
    refreshed.await();
  }
}
