package com.acme.crowded;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Flux;

/** Uses libraries whose old versions and new ones can be called by the same code. */
final class StableLibraries {

  void addTo(Map<String, Command> commands) {
    commands.put("caffeine", this::caffeine);
    commands.put("yaml", this::yaml);
    commands.put("guava", this::guava);
    commands.put("bytebuddy", this::byteBuddy);
    commands.put("resilience4j", this::resilience4j);
    commands.put("reactor", this::reactor);
  }

  private String caffeine() {
    LoadingCache<String, Integer> cache =
        Caffeine.newBuilder()
            .maximumSize(10)
            .expireAfterWrite(1, TimeUnit.HOURS)
            .recordStats()
            .build(String::length);
    for (int i = 0; i < 3; i++) {
      cache.get("four");
      cache.get("three");
    }
    return cache.asMap() + " " + cache.stats().hitCount() + " hits";
  }

  private String yaml() {
    Object parsed = new Yaml().load("desk: {name: fx, pairs: [EURUSD, USDJPY], limit: 1_000}");
    return parsed + " " + new Yaml().dump(parsed).replace('\n', ';');
  }

  private String guava() {
    Iterable<String> words = Splitter.on(',').trimResults().split(" b, a ,c");
    return Joiner.on('-').join(ImmutableSortedSet.copyOf(words))
        + " "
        + Hashing.murmur3_32().hashString("tick", StandardCharsets.UTF_8);
  }

  private String byteBuddy() throws ReflectiveOperationException {
    Class<?> made =
        new ByteBuddy(ClassFileVersion.JAVA_V8)
            .subclass(Object.class)
            .name("com.acme.crowded.Made")
            .method(ElementMatchers.named("toString"))
            .intercept(FixedValue.value("made by Byte Buddy"))
            .make()
            .load(StableLibraries.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
            .getLoaded();
    return made.getDeclaredConstructor().newInstance().toString();
  }

  private String resilience4j() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("prices");
    String answer = breaker.executeSupplier(() -> "answered");
    return answer + " " + breaker.getState();
  }

  private String reactor() {
    return Flux.range(1, 4).map(i -> i * i).collectList().block().toString();
  }
}
