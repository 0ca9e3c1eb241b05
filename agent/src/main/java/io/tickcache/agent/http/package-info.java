/** The agent's own port over HTTP: who is let in, and how requests and answers travel. */
package io.tickcache.agent.http;
