/** What calls, processes and machines take under load; scripts of {@code benchmarks} run it. */
package io.tickcache.it.load;
