/**
 * What providers allow: budgets that the calls of this process keep to, and its part in those of
 * all processes together. Knows nothing of caches.
 */
package io.tickcache.agent.upstream;
