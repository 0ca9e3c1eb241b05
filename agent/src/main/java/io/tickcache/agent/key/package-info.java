/** Keys: the same question gives the same key, different questions never do. */
package io.tickcache.agent.key;
