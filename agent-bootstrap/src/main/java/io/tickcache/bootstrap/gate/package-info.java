/**
 * The gate between woven code and the agent. In the shipped jar these classes are renamed into
 * {@code java.lang}, because that is the one package that every class loader sees; they know
 * nothing but the JDK.
 */
package io.tickcache.bootstrap.gate;
