/** The rules of a process as values: which calls are cached, under which key, and for how long. */
package io.tickcache.rules;
