package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.NetworkSpeed;
import io.kafkalifeline.session.traffic.ReadDelays;

/** What one client has learnt about its cluster, shared by the sessions of all its connections. Thread-safe. */
public final class ClusterMemory {
    /** What a lifetime of 0 means (R8: odd lifetimes). */
    final LifetimeHistory lifetimes = new LifetimeHistory();
    /** What keeps brokers from reading (R2: requests arrive in time). */
    final ReadDelays delays = new ReadDelays();
    /** How long requests take to arrive as a whole (R2: requests arrive in time). */
    final NetworkSpeed network = new NetworkSpeed();
    /** Whether the credentials are accepted (R11: refusals that pass are waited out). */
    final Refusals refusals = new Refusals();

    /** Begins with nothing learnt. */
    public ClusterMemory() {}
}
