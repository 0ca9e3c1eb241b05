/**
 * What can be asked of the agent, and the answers: metrics, health, status, commands, and the page
 * of it all.
 */
package io.tickcache.agent.admin;
