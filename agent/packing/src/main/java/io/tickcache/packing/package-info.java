/** Puts the agent's jar together; used by the build alone. */
package io.tickcache.packing;
