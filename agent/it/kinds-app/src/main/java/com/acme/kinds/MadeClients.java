package com.acme.kinds;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.SuperMethodCall;
import net.sf.cglib.proxy.Enhancer;
import net.sf.cglib.proxy.MethodInterceptor;

/** Clients whose classes are made while the application runs. */
final class MadeClients {

  private static final ClassLoader LOADER = MadeClients.class.getClassLoader();

  private final String process;
  private final Map<String, Object> made = new HashMap<>();
  private int lambdas;

  MadeClients(String process) {
    this.process = process;
  }

  void addTo(Map<String, Kinds.Command> commands) {
    commands.put("proxy", words -> ask(words, this::proxy));
    commands.put("bytebuddy", words -> ask(words, this::byteBuddy));
    commands.put("cglib", words -> ask(words, this::cglib));
    commands.put("same-class", words -> sameClass(words[1]));
    commands.put("failing-proxy", words -> failing());
    commands.put("subclass", words -> asked(subclass(words[1])));
    commands.put("lambda", words -> asked((Sources.Functional) this::counted));
  }

  /** Asks clients of the venues, each of which is made once, for a symbol. */
  private String ask(String[] words, Factory factory) throws Throwable {
    Class<?> type = Class.forName("com.acme.kinds.Sources$" + words[1]);
    StringBuilder answers = new StringBuilder();
    for (String venue : words[2].split(",", -1)) {
      String name = words[0] + words[1] + venue;
      Object client = made.get(name);
      if (client == null) {
        client = factory.make(type, new Venue(venue));
        made.put(name, client);
      }
      answers.append(answers.length() == 0 ? "" : " ").append(quote(type, client, words[3]));
    }
    return answers.toString();
  }

  private static Object quote(Class<?> type, Object client, String symbol) throws Throwable {
    try {
      return type.getMethod("quote", String.class).invoke(client, symbol);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private Object proxy(Class<?> type, InvocationHandler venue) {
    return Proxy.newProxyInstance(LOADER, new Class<?>[] {type}, venue);
  }

  private Object byteBuddy(Class<?> type, InvocationHandler venue) throws Exception {
    return new ByteBuddy()
        .subclass(Object.class)
        .implement(type)
        .method(named("quote").or(named("getVenue")))
        .intercept(InvocationHandlerAdapter.of(venue))
        .make()
        .load(LOADER, ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getConstructor()
        .newInstance();
  }

  private Object cglib(Class<?> type, InvocationHandler venue) {
    return Enhancer.create(
        Object.class,
        new Class<?>[] {type},
        (MethodInterceptor)
            (self, method, arguments, original) -> venue.invoke(self, method, arguments));
  }

  private String sameClass(String type) throws ClassNotFoundException {
    Class<?> named = Class.forName("com.acme.kinds.Sources$" + type);
    return ""
        + (proxy(named, new Venue("one")).getClass() == proxy(named, new Venue("two")).getClass());
  }

  private String failing() throws Throwable {
    IOException thrown = new IOException("down");
    Object client =
        proxy(
            Sources.Single.class,
            (self, method, arguments) -> {
              throw thrown;
            });
    try {
      return (String) quote(Sources.Single.class, client, "AAPL");
    } catch (IOException caught) {
      return "" + (caught == thrown);
    }
  }

  private Client subclass(String how) throws Exception {
    Client target = new Client();
    switch (how) {
      case "bytebuddy-super":
        return made(
            new ByteBuddy()
                .subclass(Client.class)
                .method(named("quote"))
                .intercept(SuperMethodCall.INSTANCE)
                .make());
      case "bytebuddy-target":
        return made(
            new ByteBuddy()
                .subclass(Client.class)
                .method(named("quote"))
                .intercept(MethodCall.invokeSelf().on(target).withAllArguments())
                .make());
      case "cglib-super":
        return (Client)
            Enhancer.create(
                Client.class,
                (MethodInterceptor)
                    (self, method, arguments, original) -> original.invokeSuper(self, arguments));
      case "cglib-target":
        return (Client)
            Enhancer.create(
                Client.class,
                (MethodInterceptor)
                    (self, method, arguments, original) -> method.invoke(target, arguments));
      default:
        throw new IllegalArgumentException(how);
    }
  }

  private static Client made(net.bytebuddy.dynamic.DynamicType.Unloaded<Client> type)
      throws Exception {
    return type.load(LOADER, ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getConstructor()
        .newInstance();
  }

  private static String asked(Client client) {
    return client.quote("AAPL") + " " + client.quote("AAPL") + " " + client.quote("MSFT");
  }

  private static String asked(Sources.Functional client) {
    return client.quote("AAPL") + " " + client.quote("AAPL") + " " + client.quote("MSFT");
  }

  private String counted(String symbol) {
    return symbol + "@" + ++lambdas;
  }

  private interface Factory {
    Object make(Class<?> type, InvocationHandler venue) throws Exception;
  }

  /** Answers for one venue, and counts how often. */
  private final class Venue implements InvocationHandler {

    private final String name;
    private int calls;

    private Venue(String name) {
      this.name = name;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) {
      switch (method.getName()) {
        case "quote":
          return process + name + ++calls;
        case "getVenue":
          return name;
        case "hashCode":
          return System.identityHashCode(self);
        case "equals":
          return self == arguments[0];
        default:
          return name;
      }
    }
  }
}
