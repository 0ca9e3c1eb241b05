/** Applications with real third-party libraries, without and with the shipped agent. */
package io.tickcache.it.clients;
