/** The agent as a whole: {@link io.tickcache.agent.Agent} puts its parts together. */
package io.tickcache.agent;
