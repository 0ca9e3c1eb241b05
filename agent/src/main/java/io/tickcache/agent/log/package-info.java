/** What the agent says to the operator. */
package io.tickcache.agent.log;
