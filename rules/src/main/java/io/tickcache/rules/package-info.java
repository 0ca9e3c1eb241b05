/** The rules as a model: immutable values, and the diagnostics that explain why there are none. */
@NullMarked
package io.tickcache.rules;

import org.jspecify.annotations.NullMarked;
