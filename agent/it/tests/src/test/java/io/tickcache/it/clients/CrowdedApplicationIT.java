package io.tickcache.it.clients;

/** With old versions of all of it. */
class CrowdedApplicationIT extends CrowdedIsolation {

  CrowdedApplicationIT() {
    super(Crowd.OLD);
  }
}
