/** The classes of an application that isn't running: found on its class path, read, never run. */
package io.tickcache.agent.classpath;
