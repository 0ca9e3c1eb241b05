/**
 * L2 and the backplane on Redis: the cache's ports over Lettuce, guarded by a Resilience4j breaker.
 */
package io.tickcache.agent.redis;
