package io.tickcache.agent.instrument;

import io.tickcache.agent.privilege.Privileges;
import io.tickcache.rules.RuleSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How classes are woven by one set of rules. Thread-safe. */
final class Weaving {

  private final Interest interest;
  private final BindingReport report;
  private final CallSites sites;
  private final TargetFinder.Again again;
  private volatile @Nullable ClassWeaver classWeaver;

  Weaving(RuleSet rules, CallSites sites, BindingReport report, TargetFinder.Again again) {
    this.interest = new Interest(rules);
    this.report = report;
    this.sites = sites;
    this.again = again;
  }

  Interest interest() {
    return interest;
  }

  BindingReport report() {
    return report;
  }

  /** The woven class file, or null if the class stays as it is. */
  byte @Nullable [] weave(
      ClassLoader loader, String name, @Nullable Class<?> redefined, byte[] bytes) {
    return interest.in(redefined) || interest.in(name, bytes) ? weave(loader, name, bytes) : null;
  }

  /** Apart from the class that needs this one, whose permissions don't matter here. */
  private byte @Nullable [] weave(ClassLoader loader, String name, byte[] bytes) {
    return Privileges.<byte @Nullable []>apart(
        new Supplier<byte @Nullable []>() {
          @Override
          public byte @Nullable [] get() {
            return classWeaver().weave(loader, name, bytes);
          }
        });
  }

  /** Made when the first class deserves a closer look, because it brings in Byte Buddy. */
  private ClassWeaver classWeaver() {
    ClassWeaver present = classWeaver;
    if (present == null) {
      present = new ClassWeaver(new TargetFinder(interest, report, again), sites);
      classWeaver = present;
    }
    return present;
  }
}
