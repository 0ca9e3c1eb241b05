/**
 * The few classes of the agent that the application's class path holds: the entrance, the launcher
 * that decides whether to come in at all, and the loader of all the rest.
 */
package io.tickcache.bootstrap;
