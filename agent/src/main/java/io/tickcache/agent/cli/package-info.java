/** The command line of the agent's jar: a class for each command (picocli). */
package io.tickcache.agent.cli;
