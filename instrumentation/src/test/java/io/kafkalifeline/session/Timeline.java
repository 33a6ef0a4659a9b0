package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;

import io.kafkalifeline.session.traffic.Nanos;
import java.util.Optional;

/** Tells a {@link Renewal} what happens, in milliseconds since a moment half a second before the clock wraps. */
final class Timeline {
    static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN_NANOS = Long.MAX_VALUE - 500 * PER_MS;

    private final Renewal renewal;
    private long bytes;

    Timeline() {
        this(new ClusterMemory());
    }

    Timeline(ClusterMemory cluster) {
        this(cluster, 0.5);
    }

    /** @param random what the renewal gets for random */
    Timeline(ClusterMemory cluster, double random) {
        renewal = new Renewal(cluster, () -> random, null);
    }

    static Timeline random(double random) {
        return new Timeline(new ClusterMemory(), random);
    }

    /** A first authentication of one round, written at {@code atMs}. */
    Timeline connected(double atMs, double roundTripMs, long lifetimeMs) {
        renewal.handshakeAnswered(nanos(atMs));
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
        renewal.begun(nanos(begunMs));
        return connected(atMs, roundTripMs, lifetimeMs);
    }

    private Timeline authenticated(double atMs, double roundTripMs, long lifetimeMs) {
        renewal.authenticateWritten(nanos(atMs));
        renewal.granted(nanos(atMs + roundTripMs), lifetimeMs);
        return this;
    }

    Timeline renewing(double atMs) {
        renewal.begun(nanos(atMs));
        return this;
    }

    Timeline queued(long size) {
        bytes = size;
        renewal.queued(Request.of(0, bytes, 0, true));
        return this;
    }

    Timeline wrote(double atMs, int kind, double waitBoundMs) {
        return wrote(atMs, Request.of(kind, bytes, (long) (waitBoundMs * PER_MS), true));
    }

    Timeline wrote(double atMs) {
        return wrote(atMs, 0, 0);
    }

    Timeline wroteUnanswered(double atMs) {
        return wrote(atMs, Request.of(0, bytes, 0, false));
    }

    private Timeline wrote(double atMs, Request request) {
        renewal.queued(request);
        renewal.written(nanos(atMs));
        bytes = 0;
        return this;
    }

    Timeline sent(double atMs) {
        renewal.sent(nanos(atMs));
        return this;
    }

    Timeline answered(double atMs) {
        renewal.answered(nanos(atMs));
        return this;
    }

    Timeline throttled(double atMs, double throttleMs) {
        renewal.throttled(nanos(atMs), (long) (throttleMs * PER_MS));
        return this;
    }

    Timeline closed(double atMs, boolean byBroker) {
        renewal.closed(nanos(atMs), byBroker);
        return this;
    }

    Timeline credentialsChanged() {
        renewal.session.credentialsChanged();
        return this;
    }

    Timeline turnedAway(double atMs) {
        renewal.turnedAway(nanos(atMs));
        return this;
    }

    /** Whether the session carries a request, be a re-authentication due or not. */
    boolean mayWrite(double atMs) {
        Session session = renewal.session;
        if (!session.expiring()) {
            return !session.renewing();
        }
        return session.carries(nanos(atMs), bytes) && session.mayFollow(Request.UNSEEN);
    }

    boolean due(double atMs) {
        return is(Step.Kind.RENEW, atMs);
    }

    boolean givenUp(double atMs) {
        return is(Step.Kind.GIVE_UP, atMs);
    }

    boolean wantsProbe(double atMs) {
        return is(Step.Kind.PROBE, atMs);
    }

    private boolean is(Step.Kind kind, double atMs) {
        renewal.wanted();
        return renewal.at(nanos(atMs), Request.NONE).kind() == kind;
    }

    /** Until when what may be done stands, in ms, or {@link #NEVER}. */
    double nextChange(double atMs) {
        long now = nanos(atMs);
        renewal.wanted();
        long next = Nanos.nextOf(
                now,
                renewal.at(now, Request.NONE).untilNanos(),
                renewal.at(now, Request.UNSEEN).untilNanos());
        return next == Long.MAX_VALUE ? NEVER : (next - ORIGIN_NANOS) / (double) PER_MS;
    }

    /**
     * The first time from {@code fromMs} on at which a re-authentication is due, found by asking for the next change.
     */
    double dueFrom(double fromMs) {
        double at = fromMs;
        while (at != NEVER && !due(at)) {
            at = nextChange(at);
        }
        return at;
    }

    double remaining(double atMs) {
        long remaining = renewal.remainingNanos(nanos(atMs));
        return remaining == Long.MAX_VALUE ? NEVER : remaining / (double) PER_MS;
    }

    double held(double atMs) {
        return renewal.heldNanos(nanos(atMs)) / (double) PER_MS;
    }

    Optional<String> complaint() {
        return renewal.complaints().take();
    }

    Renewal renewal() {
        return renewal;
    }

    static long nanos(double ms) {
        return ORIGIN_NANOS + Math.round(ms * PER_MS);
    }
}
