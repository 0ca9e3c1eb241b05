package io.tickcache.agent.dispatch;

import io.tickcache.agent.batch.BatchMethod;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.classes.ByClass;
import io.tickcache.agent.codec.ValueCodec;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one call site, each hung on the class of the receivers that it is for. Thread-safe.
 */
final class Scopes {

  private final Rule rule;
  private final BoundMethod method;
  private final Addressees addressees;
  private final boolean late;
  private final boolean anyReceiver;
  private volatile WeakReference<Class<?>> declaring = new WeakReference<>(null);
  private final Set<Scope> seen =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<Scope, Boolean>()));
  private final ByClass<Scope> byClass =
      new ByClass<Scope>() {
        @Override
        protected Scope make(Class<?> type) {
          Scope scope = scopeFor(type);
          if (scope.bypass() == null) {
            seen.add(scope);
          }
          return scope;
        }
      };

  /**
   * @param addressees those of the cache
   */
  Scopes(Rule rule, BoundMethod method, Addressees addressees) {
    this.rule = rule;
    this.method = method;
    this.addressees = addressees;
    this.anyReceiver = rule.receiver().kind() == Receiver.Kind.IGNORE;
    this.late = method.future() && (rule.mode() == Mode.SHADOW || rule.mode() == Mode.OBSERVE);
  }

  /**
   * Whether callers have the client's own promises, and so may change an answer before the agent
   * has seen it.
   */
  boolean areLate() {
    return late;
  }

  /**
   * Whether what they keep is for themselves alone: a caller may put an answer of his own into the
   * client's promise.
   */
  boolean areApart() {
    return late && rule.mode() == Mode.SHADOW;
  }

  Scope of(@Nullable Object self) throws ClassNotFoundException {
    return byClass.of(self == null || anyReceiver ? declaringClass() : self.getClass());
  }

  /** Takes them off the classes that they hang on. */
  void close() {
    byClass.close();
  }

  /** Those that have been asked for and still can be; each goes with its class. */
  List<Scope> seen() {
    synchronized (seen) {
      return new ArrayList<>(seen);
    }
  }

  private Scope scopeFor(Class<?> owner) {
    if (!method.isStatic() && !anyReceiver && !isGoverned(owner, rule.method())) {
      return Scope.bypassing(BypassReason.OTHER_TYPE);
    }
    if (ProxyReceivers.mixed(rule, owner)) {
      return Scope.bypassing(BypassReason.REFUSED);
    }
    Class<?> declaring = declaringClassQuietly();
    Method declared = AnswerCodec.declared(method, declaring);
    BatchMethod batch =
        method.batch() == null
            ? null
            : BatchMethod.of(declared, AnswerCodec.answerType(method, declared), owner, rule);
    PromiseMethod promise = method.future() ? new PromiseMethod(declared) : null;
    CallbackMethod callback =
        rule.callback() == null ? null : CallbackMethod.of(declared, owner, rule.callback());
    ValueCodec codec = AnswerCodec.of(rule, method, declaring);
    String shape = "@" + codec.fingerprint();
    Addressee addressee =
        rule.shared()
            ? addressees.shared(owner, areApart() ? "late" + shape : shape)
            : addressees.alone(owner);
    String rest = rule.shared() ? shape : "#" + method.name() + method.descriptor() + shape;
    String remote = areApart() ? null : remoteName(owner, rest);
    return Scope.of(owner, addressee, declared, codec, batch, promise, callback, remote);
  }

  private @Nullable String remoteName(Class<?> owner, String rest) {
    return ProxyReceivers.differ(rule, owner)
        ? null
        : ProxyReceivers.name(owner) + rest + "?" + keyPaths() + "=";
  }

  private String keyPaths() {
    return rule.shared() ? "" : String.join(",", method.keyInWords()).replace(' ', '-');
  }

  /** Whether a class or one of its supertypes is of the type that the rule names. */
  private static boolean isGoverned(@Nullable Class<?> type, MethodPattern pattern) {
    if (type == null) {
      return false;
    }
    if (pattern.matchesType(type.getName()) || isGoverned(type.getSuperclass(), pattern)) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isGoverned(parent, pattern)) {
        return true;
      }
    }
    return false;
  }

  private Class<?> declaringClassQuietly() {
    try {
      return declaringClass();
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private Class<?> declaringClass() throws ClassNotFoundException {
    Class<?> known = declaring.get();
    if (known == null) {
      known = findDeclaringClass();
      declaring = new WeakReference<>(known);
    }
    return known;
  }

  private Class<?> findDeclaringClass() throws ClassNotFoundException {
    ClassLoader loader = method.loader();
    if (loader == null) {
      throw new ClassNotFoundException(method.type());
    }
    return Class.forName(method.type(), false, loader);
  }
}
