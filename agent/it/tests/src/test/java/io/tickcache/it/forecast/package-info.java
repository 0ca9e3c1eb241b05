/** What {@code observe} and {@code shadow} foretell, against what comes of it. */
package io.tickcache.it.forecast;
