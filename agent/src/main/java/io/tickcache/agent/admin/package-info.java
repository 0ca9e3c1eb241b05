/** The agent's own port: metrics, health, status and invalidation over HTTP. */
package io.tickcache.agent.admin;
