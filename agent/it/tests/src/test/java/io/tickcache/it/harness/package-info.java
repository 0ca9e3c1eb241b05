/** Starts applications with the shipped agent, a real Redis and an upstream, and looks at them. */
package io.tickcache.it.harness;
