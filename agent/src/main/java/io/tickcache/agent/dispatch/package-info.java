/** What a call of a woven method does: served, ours to load, or not ours. */
package io.tickcache.agent.dispatch;
