/** What happened, as Micrometer meters over JMX. */
package io.tickcache.agent.metrics;
