package io.tickcache.it.clients;

/** With the versions that the agent has inside, on JVMs that can take the newest of them. */
class CrowdedNewApplicationIT extends CrowdedIsolation {

  CrowdedNewApplicationIT() {
    super(Crowd.NEW);
  }
}
