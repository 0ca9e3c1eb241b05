/** What happened, as Micrometer meters over JMX and as text. */
package io.tickcache.agent.metrics;
