/** Methods and values of every kind, in applications that know nothing of the agent. */
package io.tickcache.it.kinds;
