/** The rules as a model: immutable values, and the diagnostics that explain why there are none. */
package io.tickcache.rules;
