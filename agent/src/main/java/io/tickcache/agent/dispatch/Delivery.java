package io.tickcache.agent.dispatch;

/** How the caller of a method comes to its answer. */
enum Delivery {
  /** It is what the method returns. */
  RETURNED,

  /** By the client's own promise: he may have the answer before the agent does. */
  CLIENTS_PROMISE,

  /** By a promise of the agent's, which is kept when it has looked at the answer. */
  OWN_PROMISE
}
