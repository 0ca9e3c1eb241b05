/** Runs the same load without and with the agent and prints what changed. */
package io.tickcache.sample.demo;
