/** The agent beside other agents on the same classes. */
package io.tickcache.it.neighbours;
