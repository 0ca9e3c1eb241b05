package com.acme.crowded;

import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.StringJoiner;

/** Where the application's libraries come from: a class of each, its jar and its loader. */
final class Libraries {

  static final String[] OLD = {
    "io.netty.channel.Channel",
    "io.netty.util.Version",
    "com.lambdaworks.redis.RedisClient",
    "com.github.benmanes.caffeine.cache.Caffeine",
    "org.yaml.snakeyaml.Yaml",
    "org.slf4j.Logger",
    "ch.qos.logback.classic.Logger",
    "com.google.common.base.Joiner",
    "com.codahale.metrics.MetricRegistry",
    "net.bytebuddy.ByteBuddy",
    "org.apache.log4j.Logger",
    "io.micrometer.core.instrument.MeterRegistry",
    "io.github.resilience4j.circuitbreaker.CircuitBreaker",
    "reactor.core.publisher.Flux"
  };

  private Libraries() {}

  static String told(String... names) throws ClassNotFoundException, URISyntaxException {
    StringJoiner told = new StringJoiner(" | ");
    for (String name : names) {
      Class<?> type = Class.forName(name);
      CodeSource source = type.getProtectionDomain().getCodeSource();
      told.add(
          name
              + " from "
              + new File(source.getLocation().toURI()).getName()
              + " by "
              + type.getClassLoader().getClass().getName());
    }
    return told.toString();
  }
}
