/** Texts of JSON. */
package io.tickcache.agent.json;
