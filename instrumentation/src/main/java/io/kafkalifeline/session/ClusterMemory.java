package io.kafkalifeline.session;

/** What one client has learnt about its cluster, shared by the sessions of all its connections. Thread-safe. */
public final class ClusterMemory {
    /** What a lifetime of 0 means (R8). */
    final LifetimeHistory lifetimes = new LifetimeHistory();
    /** What keeps brokers from reading (R2). */
    final ReadDelays delays = new ReadDelays();
    /** How long requests take to arrive as a whole (R2). */
    final LinkSpeed link = new LinkSpeed();
    /** Whether the credentials are accepted (R11). */
    final Refusals refusals = new Refusals();

    public ClusterMemory() {}
}
