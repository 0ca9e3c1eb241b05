/** Calls for many symbols: made smaller, and their answers taken apart and put together. */
package io.tickcache.agent.batch;
