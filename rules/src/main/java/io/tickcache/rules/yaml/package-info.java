/** Reads the rules file: YAML in, an immutable rule set or diagnostics out. */
package io.tickcache.rules.yaml;
