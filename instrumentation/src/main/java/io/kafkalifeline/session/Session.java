package io.kafkalifeline.session;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * The session of one SASL connection: when requests may be written and when to re-authenticate (rules R1–R8 of the
 * contract in README.md).
 *
 * <pre>
 *   UNKNOWN ── granted ──▶ GRANTED ── reauthenticationBegun ──▶ RENEWING ── granted ──▶ GRANTED
 *      └──────── reauthenticationBegun (attached to a live connection) ────▲
 *   any ── closed ──▶ UNKNOWN
 * </pre>
 *
 * In UNKNOWN nothing is ever held back or due; in RENEWING everything is held back; what GRANTED does depends on the
 * {@link Verdict} on what was granted.
 *
 * <p>Confined to the thread that drives the connection. All times are nanoseconds of the client's own clock (Kafka's
 * {@code Time}). Events that come out of order are tolerated; nothing here throws.
 */
public final class Session {
    private enum State {
        UNKNOWN,
        GRANTED,
        RENEWING,
    }

    /** A broker refuses a re-authentication that begins less than a second after the one before (R4); 2 ms for drift. */
    private static final long SECOND_NANOS = 1_002 * Nanos.PER_MS;

    /**
     * How long a broker may leave a re-authentication unanswered that nothing is in front of: as long as Kafka gives a
     * whole first initialisation ({@code socket.connection.setup.timeout.ms}).
     */
    private static final long LONGEST_SILENCE_NANOS = 10_000 * Nanos.PER_MS;

    private final ClusterMemory cluster;
    private final DoubleSupplier random;
    private final RoundTrip roundTrip = new RoundTrip();
    private final InFront inFront;
    private final Complaints complaints = new Complaints();
    private final Hold hold = new Hold();
    private final Blind blind;

    private State state = State.UNKNOWN;
    /** Null while unknown. */
    private Grant grant;

    private long notBeforeNanos;
    private boolean credentialsChanged;
    private long queuedBytes;
    private boolean written;
    private boolean answered;

    private long renewalBegunNanos;
    private long progressNanos;
    private boolean nothingInFront;
    private boolean handshakeSeen;
    private long handshakeNanos;
    private boolean authenticateSeen;
    private long authenticateWrittenNanos;

    /**
     * @param cluster the memory of the client that the connection belongs to
     * @param random uniform in [0, 1); called once per grant
     */
    public Session(ClusterMemory cluster, DoubleSupplier random) {
        this.cluster = cluster;
        this.random = random;
        this.blind = new Blind(cluster);
        this.inFront = new InFront(roundTrip, cluster);
    }

    /** The response to a SaslHandshake request was received, of a first authentication or a re-authentication. */
    public void handshakeAnswered(long nowNanos) {
        if (state == State.RENEWING && nothingInFront) {
            long took = nowNanos - renewalBegunNanos;
            inFront.unseen(took - roundTrip.mean() - roundTrip.variation());
            roundTrip.handshook(took);
        }
        progressNanos = nowNanos;
        handshakeSeen = true;
        handshakeNanos = nowNanos;
        authenticateSeen = false;
    }

    /**
     * A SaslAuthenticate request was completely written; the last one before {@link #granted} counts (R1).
     *
     * @param nowNanos a time that was read before the write
     */
    public void authenticateWritten(long nowNanos) {
        progressNanos = nowNanos;
        authenticateSeen = true;
        authenticateWrittenNanos = nowNanos;
    }

    /**
     * An authentication or re-authentication succeeded.
     *
     * @param lifetimeMs the session's lifetime as it was on the wire: may be 0, negative or absurd
     */
    public void granted(long nowNanos, long lifetimeMs) {
        if (authenticateSeen) {
            roundTrip.authenticated(nowNanos - authenticateWrittenNanos);
        }
        long writtenNanos = authenticateSeen ? authenticateWrittenNanos : handshakeSeen ? handshakeNanos : nowNanos;
        Verdict verdict = Verdict.of(cluster, grant, writtenNanos, nowNanos, lifetimeMs);
        boolean first = state != State.RENEWING;
        grant = new Grant(verdict, first, lifetimeMs, writtenNanos, nowNanos, random.getAsDouble());
        boolean brokerCounts = !first || verdict == Verdict.USELESS;
        notBeforeNanos = !brokerCounts ? writtenNanos : (handshakeSeen ? handshakeNanos : nowNanos) + SECOND_NANOS;
        if (lifetimeMs > 0) {
            cluster.positiveLifetimeGranted();
        }
        complaints.granted(grant, cluster);
        enter(State.GRANTED, nowNanos);
    }

    /** The client is about to write a SaslHandshake request on this authenticated connection. */
    public void reauthenticationBegun(long nowNanos) {
        progressNanos = nowNanos;
        hold.ended(nowNanos);
        renewalBegunNanos = nowNanos;
        nothingInFront = inFront.size() == 0;
        handshakeSeen = false;
        authenticateSeen = false;
        state = State.RENEWING;
    }

    /** An ordinary request of that size waits to be written: a large one needs more of the session (R2). */
    public void requestQueued(long bytes) {
        queuedBytes = bytes;
    }

    /**
     * An ordinary request was handed to the socket: the one that was queued last.
     *
     * @param kind its API key
     * @param waitBoundNanos how long the broker may wait on purpose before it answers (a Fetch's maximum wait); else 0
     */
    public void requestWritten(long nowNanos, int kind, long waitBoundNanos) {
        if (grant != null) {
            written = true;
            inFront.written(nowNanos, kind, waitBoundNanos, queuedBytes);
            blind.asked(nowNanos);
        }
        queuedBytes = 0;
    }

    /** The oldest request that was not answered yet was answered; ignored where none is known. */
    public void requestAnswered(long nowNanos) {
        if (grant != null) {
            progressNanos = nowNanos;
            if (!answered && grant.lifetimeMs() == 0) {
                cluster.zeroCarriedRequest();
            }
            answered = true;
            inFront.answered(nowNanos);
            if (inFront.size() == 0) {
                blind.answered(nowNanos, roundTrip.mean() + roundTrip.variation());
            }
        }
    }

    /** The request written last, just now, expects no answer ({@code acks=0}). */
    public void requestForgotten(long nowNanos) {
        inFront.forgotten();
        if (expiring()) {
            blind.forgotten(grant.lifetimeMs(), remainingNanos(nowNanos));
        }
    }

    /** That request was handed to the network completely, so long after it was begun. */
    public void unansweredRequestSent(long tookNanos) {
        inFront.sent(tookNanos);
    }

    /** The broker said that it will not read this connection for so long. */
    public void throttled(long nowNanos, long throttleNanos) {
        if (grant != null && throttleNanos > 0) {
            inFront.throttled(nowNanos, throttleNanos);
            cluster.throttled(throttleNanos);
        }
    }

    /** The client has other credentials now: a session that could not be extended may be by now (R7). */
    public void credentialsChanged() {
        credentialsChanged = true;
    }

    /** Whether {@link #credentialsChanged} would hasten the next re-authentication. */
    public boolean awaitsCredentials() {
        return expiring() && grant.verdict() != Verdict.ORDINARY && !credentialsChanged;
    }

    /** The connection ended. */
    public void closed(long nowNanos, boolean byBroker) {
        if (grant != null && grant.lifetimeMs() == 0) {
            if (grant.expires() && state == State.RENEWING) {
                cluster.zeroNotRenewed();
            } else if (!grant.expires() && byBroker && written && !answered) {
                cluster.zeroClosedAtFirstRequest();
            }
        }
        grant = null;
        queuedBytes = 0;
        blind.closed(nowNanos);
        enter(State.UNKNOWN, nowNanos);
    }

    private void enter(State next, long nowNanos) {
        state = next;
        inFront.clear(nowNanos);
        hold.over();
        blind.over();
        credentialsChanged = false;
        written = false;
        answered = false;
        handshakeSeen = false;
        authenticateSeen = false;
    }

    /** Whether an ordinary request may be written now (R2, R5, R6). */
    public boolean mayWrite(long nowNanos) {
        boolean may = carries(nowNanos);
        hold.asked(nowNanos, may);
        return may && !blind.is();
    }

    /** As {@link #mayWrite}, for a request that the broker will answer. */
    public boolean mayAsk(long nowNanos) {
        return wantsAnswer() ? carries(nowNanos) : mayWrite(nowNanos);
    }

    /** Whether nothing may be written before the broker has answered something, and nothing is on its way that it will. */
    public boolean wantsAnswer() {
        return state == State.GRANTED && blind.wantsToAsk();
    }

    /** Whether a re-authentication must begin now (R3, R4, R6, R7). */
    public boolean reauthenticationDue(long nowNanos) {
        return expiring() && Nanos.reached(nowNanos, dueNanos());
    }

    /** Whether a re-authentication must be given up, because the broker does not answer it (R10). */
    public boolean reauthenticationOverdue(long nowNanos) {
        return awaitsBroker() && Nanos.reached(nowNanos, progressNanos + LONGEST_SILENCE_NANOS);
    }

    private boolean awaitsBroker() {
        return state == State.RENEWING && inFront.size() == 0;
    }

    /**
     * The earliest later time at which {@link #mayWrite}, {@link #reauthenticationDue} or
     * {@link #reauthenticationOverdue} can change by time alone;
     * {@code Long.MAX_VALUE} if never.
     */
    public long nextChangeNanos(long nowNanos) {
        if (!expiring()) {
            return awaitsBroker() ? progressNanos + LONGEST_SILENCE_NANOS : Long.MAX_VALUE;
        }
        boolean due = reauthenticationDue(nowNanos);
        if (!carries(nowNanos) || blind.is()) {
            return due ? Long.MAX_VALUE : dueNanos();
        }
        long held = inFront.lastTimeToWrite(nowNanos, lastUseNanos()) + 1;
        return due ? held : Nanos.earlier(held, dueNanos());
    }

    /** From when on {@link #reauthenticationDue} is answered with yes; {@code Long.MAX_VALUE} if never. */
    public long reauthenticationDueAtNanos() {
        return expiring() ? dueNanos() : Long.MAX_VALUE;
    }

    /** Whether the present session has an end that matters at all. */
    public boolean expires() {
        return grant != null && grant.expires();
    }

    private boolean carries(long nowNanos) {
        if (!expiring()) {
            return state != State.RENEWING;
        }
        return grant.verdict() != Verdict.USELESS && Nanos.reached(lastUseNanos(), inFront.takenOff(nowNanos));
    }

    private boolean expiring() {
        return state == State.GRANTED && grant.expires();
    }

    private long lastUseNanos() {
        long sendingNanos = Math.max(inFront.sendingNanos(), cluster.sendingNanos(queuedBytes));
        return grant.lastUseNanos(roundTrip.variation(), sendingNanos);
    }

    /** A connection that is throttled is not read: an authentication would only hang there. */
    private long dueNanos() {
        boolean early = blind.untilRenewed() || (credentialsChanged && grant.verdict() != Verdict.ORDINARY);
        long due = early ? notBeforeNanos : grant.renewNanos(lastUseNanos());
        return Nanos.later(Nanos.later(due, notBeforeNanos), inFront.throttledUntil());
    }

    /** The present session's lifetime as the broker granted it; 0 where none is known. */
    public long lifetimeMs() {
        return grant == null ? 0 : grant.lifetimeMs();
    }

    /** What is left of the present session; negative where it has expired, {@code Long.MAX_VALUE} where it never will. */
    public long remainingNanos(long nowNanos) {
        return expires() ? grant.expiresNanos() - nowNanos : Long.MAX_VALUE;
    }

    /**
     * How long {@link #mayWrite} has been answered with no because of the session; 0 where nothing is held. While a
     * re-authentication is under way: how long it had been when that began.
     */
    public long heldNanos(long nowNanos) {
        return hold.length(nowNanos);
    }

    /** How many requests are on their way or with the broker. */
    public int unanswered() {
        return inFront.size();
    }

    /**
     * Whether nanoseconds cannot count a lifetime, so that the client must not try to (R8).
     *
     * @param lifetimeMs as it was on the wire
     */
    public static boolean isAbsurd(long lifetimeMs) {
        return lifetimeMs > Verdict.LONGEST_LIFETIME_MS;
    }

    /** Why the sessions that were granted last cannot carry a request (R6); empty where they can. */
    public Optional<String> tooShort() {
        return Optional.ofNullable(complaints.tooShort());
    }

    /** Something that the operator should hear, once; cleared by this call. */
    public Optional<String> complaint() {
        return complaints.take();
    }
}
