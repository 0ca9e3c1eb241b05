/** Weaving: which classes and methods to touch, the advice, and what bound and what did not. */
package io.tickcache.agent.instrument;
