/** The agent in what loads applications: launchers, containers, class loaders of their own. */
package io.tickcache.it.containers;
