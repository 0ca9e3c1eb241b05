/** The same application on JVMs of every kind, without and with the shipped agent. */
package io.tickcache.it.jvm;
