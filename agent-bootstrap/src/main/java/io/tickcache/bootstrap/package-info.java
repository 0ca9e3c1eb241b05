/**
 * The two classes of the agent that the application's class path holds: the launcher, and the
 * loader of all the rest.
 */
package io.tickcache.bootstrap;
