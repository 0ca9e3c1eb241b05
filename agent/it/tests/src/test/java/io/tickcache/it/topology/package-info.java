/** Redis as its users run it: behind Sentinels, as a cluster, over TLS, with least rights. */
package io.tickcache.it.topology;
