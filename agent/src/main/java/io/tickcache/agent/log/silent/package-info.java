/**
 * Stands in for {@code java.util.logging} in the libraries that the agent carries: their references
 * are turned here when the jar is packed, so that none of them ever touches the application's
 * logging.
 */
package io.tickcache.agent.log.silent;
