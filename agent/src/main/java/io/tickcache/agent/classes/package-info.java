/** What the agent knows of classes of applications, kept with them. */
package io.tickcache.agent.classes;
