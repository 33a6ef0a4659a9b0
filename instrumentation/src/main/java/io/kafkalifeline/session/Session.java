package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;
import io.kafkalifeline.session.traffic.Traffic;
import java.util.function.DoubleSupplier;

/**
 * The session of one SASL connection: until when it carries requests (R1: a session ends no later than the broker says;
 * R2: requests arrive in time) and when to re-authenticate (R3 to R8: when a renewal is due, allowed and useful).
 *
 * <pre>
 *   CONNECTING ── granted ──▶ LIVE ── begun ──▶ RENEWING ── granted ──▶ LIVE
 *        └── begun (the agent was attached to a live connection) ─▲
 *   any ── closed ──▶ CONNECTING
 * </pre>
 *
 * <p>Events that come out of order are tolerated. Queries change nothing.
 */
final class Session {
    private enum State {
        /** No session is known. The agent holds nothing: Kafka writes no request before the broker has let it in. */
        CONNECTING,
        /** A session was granted; what it allows depends on its {@link LifetimeKind}. */
        LIVE,
        /** A re-authentication is under way: everything else is held back. */
        RENEWING,
    }

    /**
     * A broker refuses a renewal that begins less than a second after the one before (R4: never sooner than the broker
     * allows); 2 ms for drift.
     */
    private static final long SECOND_NANOS = 1_002 * Nanos.PER_MS;

    /**
     * How long a broker may leave a re-authentication unanswered when no request is in front of it: as long as Kafka
     * gives a whole first initialisation ({@code socket.connection.setup.timeout.ms}).
     */
    private static final long LONGEST_SILENCE_NANOS = 10_000 * Nanos.PER_MS;

    private final LifetimeHistory lifetimes;
    private final DoubleSupplier random;
    private final Traffic traffic;
    private final Exchange exchange = new Exchange();

    private State state = State.CONNECTING;
    /** The present session, or the one that is being renewed; null while connecting. */
    private Grant grant;

    private long notBeforeNanos;
    private boolean credentialsChanged;
    private boolean written;
    private boolean answered;
    private long progressNanos;
    private boolean nothingAhead;

    /** @param random uniform in [0, 1); called once per grant */
    Session(ClusterMemory cluster, DoubleSupplier random) {
        this.lifetimes = cluster.lifetimes;
        this.random = random;
        this.traffic = new Traffic(cluster.network, cluster.delays);
    }

    void handshakeAnswered(long nowNanos) {
        if (state == State.RENEWING && nothingAhead) {
            traffic.handshook(nowNanos - exchange.begunNanos());
        }
        progressNanos = nowNanos;
        exchange.handshakeAnswered(nowNanos);
    }

    void authenticateWritten(long nowNanos) {
        progressNanos = nowNanos;
        exchange.authenticateWritten(nowNanos);
    }

    Grant granted(long nowNanos, long lifetimeMs) {
        long writtenNanos = exchange.writtenNanos(nowNanos);
        if (exchange.hasWrittenAuthenticate()) {
            traffic.authenticated(nowNanos - writtenNanos);
        }
        boolean first = state != State.RENEWING;
        grant = new Grant(lifetimes, grant, first, lifetimeMs, writtenNanos, nowNanos, random.getAsDouble());
        boolean brokerCounts = !first || grant.kind() == LifetimeKind.USELESS;
        notBeforeNanos = brokerCounts ? exchange.handshakeNanos(nowNanos) + SECOND_NANOS : writtenNanos;
        if (lifetimeMs > 0) {
            lifetimes.positiveGranted();
        }
        enter(State.LIVE);
        traffic.clear(nowNanos);
        return grant;
    }

    void begun(long nowNanos) {
        progressNanos = nowNanos;
        nothingAhead = traffic.waiting() == 0;
        exchange.begun(nowNanos);
        state = State.RENEWING;
    }

    void written(long nowNanos, Request request) {
        if (grant != null) {
            written = true;
            traffic.written(nowNanos, request.kind(), request.waitBoundNanos(), request.bytes());
            if (!request.expectsAnswer()) {
                newestNeverAnswered(nowNanos);
            }
        }
    }

    void newestNeverAnswered(long nowNanos) {
        traffic.newestNeverAnswered(expiring() ? grant.lifetimeMs() : 0, remainingNanos(nowNanos));
    }

    void sent(long tookNanos) {
        traffic.sent(tookNanos);
    }

    /** The oldest request that was not answered yet was answered; ignored where none is known. */
    void answered(long nowNanos) {
        if (grant != null) {
            progressNanos = nowNanos;
            if (!answered && grant.lifetimeMs() == 0) {
                lifetimes.zeroCarriedRequest();
            }
            answered = true;
            traffic.answered(nowNanos);
        }
    }

    void throttled(long nowNanos, long throttleNanos) {
        if (grant != null && throttleNanos > 0) {
            traffic.throttled(nowNanos, throttleNanos);
        }
    }

    /** The client has other credentials now: a renewal may extend a session that was not extended before (R7). */
    void credentialsChanged() {
        credentialsChanged = true;
    }

    void closed(long nowNanos, boolean byBroker) {
        if (grant != null && grant.lifetimeMs() == 0) {
            if (grant.expires() && state == State.RENEWING) {
                lifetimes.zeroNotRenewed();
            } else if (!grant.expires() && byBroker && written && !answered) {
                lifetimes.zeroClosedAtFirstRequest();
            }
        }
        grant = null;
        enter(State.CONNECTING);
        traffic.closed(nowNanos);
    }

    private void enter(State next) {
        state = next;
        exchange.forget();
        credentialsChanged = false;
        written = false;
        answered = false;
    }

    boolean renewing() {
        return state == State.RENEWING;
    }

    /** Whether there is a session with an end that matters, and no re-authentication under way. */
    boolean expiring() {
        return state == State.LIVE && grant.expires();
    }

    /**
     * Whether {@link #credentialsChanged} would hasten the next re-authentication (R7: the session was not extended).
     */
    boolean awaitsCredentials() {
        return expiring() && grant.kind() != LifetimeKind.ORDINARY && !credentialsChanged;
    }

    /** Whether another request may follow those that are not answered. */
    boolean mayFollow(Request request) {
        return traffic.mayFollow(request.expectsAnswer());
    }

    /** Whether nothing may be written before a probe was answered, and none is on its way. */
    boolean wantsProbe() {
        return state == State.LIVE && traffic.wantsProbe();
    }

    /**
     * Whether a session that expires can carry a request of that size now: the request arrives in time (R2), and the
     * session is long enough for one (R6).
     */
    boolean carries(long nowNanos, long bytes) {
        return grant.kind() != LifetimeKind.USELESS && traffic.arrivesBy(nowNanos, lastUseNanos(bytes));
    }

    /** From when on a session that {@linkplain #carries carries} a request no longer does, if nothing happens. */
    long carriesUntilNanos(long nowNanos, long bytes) {
        return traffic.arrivesUntilNanos(nowNanos, lastUseNanos(bytes));
    }

    /**
     * When to re-authenticate a session that expires: when it is due (R3), never sooner than the broker allows (R4),
     * and not while the connection is throttled: the broker does not read it, and an authentication would only hang.
     *
     * @param bytes the size of the request that waits: a large one needs more of a session
     */
    long dueNanos(long bytes) {
        boolean early = traffic.waitsForRenewal() || (credentialsChanged && grant.kind() != LifetimeKind.ORDINARY);
        long due = early ? notBeforeNanos : grant.renewNanos(lastUseNanos(bytes));
        return Nanos.later(Nanos.later(due, notBeforeNanos), traffic.throttledUntilNanos());
    }

    private long lastUseNanos(long bytes) {
        return grant.lastUseNanos(traffic.variationNanos(), traffic.sendingNanos(bytes));
    }

    /**
     * When to give up the re-authentication under way, because the broker does not answer it (R10: a failed renewal is
     * never the last word).
     */
    long giveUpNanos() {
        return traffic.waiting() == 0 ? progressNanos + LONGEST_SILENCE_NANOS : Nanos.NEVER;
    }

    /** Whether the present session has an end that matters, also while it is being renewed. */
    boolean expires() {
        return grant != null && grant.expires();
    }

    /** The present session's lifetime as the broker granted it; 0 where none is known. */
    long lifetimeMs() {
        return grant == null ? 0 : grant.lifetimeMs();
    }

    /** What is left of the present session; negative where it has expired, {@link Nanos#NEVER} where it never will. */
    long remainingNanos(long nowNanos) {
        return expires() ? grant.expiresNanos() - nowNanos : Nanos.NEVER;
    }

    /** How many requests are on their way or with the broker. */
    int waiting() {
        return traffic.waiting();
    }
}
