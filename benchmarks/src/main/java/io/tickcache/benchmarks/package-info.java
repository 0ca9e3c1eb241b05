/** What a call costs, measured with JMH; {@link io.tickcache.benchmarks.Run} runs it. */
package io.tickcache.benchmarks;
