package io.kafkalifeline.session;

import static io.kafkalifeline.session.Nanos.PER_MS;

import java.util.Optional;

/** Tells a {@link Session} what happens, in milliseconds since a moment half a second before the clock wraps. */
final class Timeline {
    static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN_NANOS = Long.MAX_VALUE - 500 * PER_MS;

    private final Session session;

    Timeline() {
        this(new ClusterMemory());
    }

    Timeline(ClusterMemory cluster) {
        this(cluster, 0.5);
    }

    /** @param random what the session gets for random */
    Timeline(ClusterMemory cluster, double random) {
        session = new Session(cluster, () -> random);
    }

    static Timeline random(double random) {
        return new Timeline(new ClusterMemory(), random);
    }

    /** A first authentication of one round, written at {@code atMs}. */
    Timeline connected(double atMs, double roundTripMs, long lifetimeMs) {
        session.handshakeAnswered(nanos(atMs));
        return authenticated(atMs, roundTripMs, lifetimeMs);
    }

    /** A re-authentication of a connection of which nothing is known yet. */
    Timeline attached(double atMs, double roundTripMs, long lifetimeMs) {
        return reauthenticated(atMs, atMs, roundTripMs, lifetimeMs);
    }

    /** A re-authentication, the handshake of which is answered and the token written at {@code atMs}. */
    Timeline renewed(double atMs, double roundTripMs, long lifetimeMs) {
        return reauthenticated(atMs - roundTripMs, atMs, roundTripMs, lifetimeMs);
    }

    private Timeline reauthenticated(double begunMs, double atMs, double roundTripMs, long lifetimeMs) {
        session.reauthenticationBegun(nanos(begunMs));
        return connected(atMs, roundTripMs, lifetimeMs);
    }

    private Timeline authenticated(double atMs, double roundTripMs, long lifetimeMs) {
        session.authenticateWritten(nanos(atMs));
        session.granted(nanos(atMs + roundTripMs), lifetimeMs);
        return this;
    }

    Timeline renewing(double atMs) {
        session.reauthenticationBegun(nanos(atMs));
        return this;
    }

    Timeline queued(long bytes) {
        session.requestQueued(bytes);
        return this;
    }

    Timeline wrote(double atMs, int kind, double waitBoundMs) {
        session.requestWritten(nanos(atMs), kind, (long) (waitBoundMs * PER_MS));
        return this;
    }

    Timeline wrote(double atMs) {
        return wrote(atMs, 0, 0);
    }

    Timeline wroteUnanswered(double atMs) {
        wrote(atMs);
        session.requestForgotten(nanos(atMs));
        return this;
    }

    Timeline answered(double atMs) {
        session.requestAnswered(nanos(atMs));
        return this;
    }

    Timeline throttled(double atMs, double throttleMs) {
        session.throttled(nanos(atMs), (long) (throttleMs * PER_MS));
        return this;
    }

    Timeline closed(double atMs, boolean byBroker) {
        session.closed(nanos(atMs), byBroker);
        return this;
    }

    Timeline credentialsChanged() {
        session.credentialsChanged();
        return this;
    }

    boolean mayWrite(double atMs) {
        return session.mayWrite(nanos(atMs));
    }

    boolean due(double atMs) {
        return session.reauthenticationDue(nanos(atMs));
    }

    /** In ms, or {@link #NEVER}. */
    double nextChange(double atMs) {
        long next = session.nextChangeNanos(nanos(atMs));
        return next == Long.MAX_VALUE ? NEVER : (next - ORIGIN_NANOS) / (double) PER_MS;
    }

    /** The first time from {@code fromMs} on at which a re-authentication is due, found by asking for the next change. */
    double dueFrom(double fromMs) {
        double at = fromMs;
        while (at != NEVER && !due(at)) {
            at = nextChange(at);
        }
        return at;
    }

    double remaining(double atMs) {
        long remaining = session.remainingNanos(nanos(atMs));
        return remaining == Long.MAX_VALUE ? NEVER : remaining / (double) PER_MS;
    }

    double held(double atMs) {
        return session.heldNanos(nanos(atMs)) / (double) PER_MS;
    }

    Optional<String> complaint() {
        return session.complaint();
    }

    Session session() {
        return session;
    }

    static long nanos(double ms) {
        return ORIGIN_NANOS + Math.round(ms * PER_MS);
    }
}
