/** What the agent may do where a security manager asks. */
package io.tickcache.agent.privilege;
