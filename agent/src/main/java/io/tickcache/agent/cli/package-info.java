/** The command line of the agent's jar. */
package io.tickcache.agent.cli;
