package io.tickcache.agent.instrument;

import io.tickcache.rules.Diagnostic;

/** Hears what comes of binding, target by target. */
interface Findings {

  /** The target's rule answers the method. */
  void answers(Target target, MethodBinding method);

  /** What was told of the method doesn't hold: it could not be woven. */
  void unwoven(Target target, MethodBinding method);

  /** The method invalidates what the target's rule keeps. */
  void invalidates(Target target, MethodBinding method);

  /** The target is bound, with something that is likely a mistake. */
  void doubted(Target target, Diagnostic warning);

  /** The target is refused, or odd, for a reason. */
  void refused(Target target, Diagnostic diagnostic);
}
