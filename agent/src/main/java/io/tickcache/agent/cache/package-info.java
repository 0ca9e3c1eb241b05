/**
 * The cache: answers in this process, one load per key, and the ports behind which other processes
 * stand. It knows no vendor but the one that keeps the map of L1.
 */
package io.tickcache.agent.cache;
