package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;
import java.util.function.DoubleSupplier;

/**
 * What one SASL connection may do now: the one decision, which all hooks obey. It puts together the times of the
 * session, the token ahead of time, the request in the channel, and whether anybody wants the session at all.
 *
 * <p>{@link #at} answers and changes nothing; events are named after what has happened. Confined to the thread that drives
 * the connection. Times are nanoseconds of the client's clock (Kafka's {@code Time}). Nothing throws.
 */
public final class Renewal {
    final Session session;
    final PrefetchSchedule prefetch;
    private final HoldTimer hold = new HoldTimer();
    private final Complaints complaints;
    private final Demand demand = new Demand();

    /**
     * @param cluster the memory of the client that the connection belongs to
     * @param random uniform in [0, 1); called once per grant
     * @param turns those of the client, where its tokens may take time; null where tokens are cheap
     */
    public Renewal(ClusterMemory cluster, DoubleSupplier random, CredentialTurns turns) {
        this.session = new Session(cluster, random);
        this.prefetch = new PrefetchSchedule(turns);
        this.complaints = new Complaints(cluster.lifetimes);
    }

    /**
     * What may be done now.
     *
     * @param request what is to be written; {@link Request#NONE} or {@link Request#HALF_WRITTEN} to learn what the
     *     connection has to do by itself
     */
    public Step at(long nowNanos, Request request) {
        if (session.renewing()) {
            long giveUp = session.giveUpNanos();
            return Nanos.reached(nowNanos, giveUp) ? Step.GIVE_UP : Step.hold(giveUp);
        }
        if (!session.expiring()) {
            return request.isNone() ? Step.REST : Step.WRITE_FREELY;
        }
        return request.isNone() ? byItself(nowNanos, request) : forRequest(nowNanos, request);
    }

    private Step byItself(long nowNanos, Request request) {
        if (!demand.isWanted()) {
            return Step.REST;
        }
        Timetable timetable = timetable(nowNanos, demand.queued().bytes());
        if (timetable.isTimeToAsk()) {
            return Step.ASK_SOURCE;
        }
        if (request == Request.HALF_WRITTEN) {
            return Step.hold(timetable.nextAskNanos());
        }
        if (timetable.isTimeToBegin()) {
            return Step.RENEW;
        }
        long until = timetable.nextNanos();
        return session.wantsProbe() && demand.leavesRoom() && session.carries(nowNanos, 0)
                ? Step.probe(until)
                : Step.hold(until);
    }

    private Step forRequest(long nowNanos, Request request) {
        if (request == Request.TO_COME && demand.isPromised()) {
            return Step.WRITE_FREELY;
        }
        long bytes = Math.max(request.bytes(), demand.queued().bytes());
        Timetable timetable = timetable(nowNanos, bytes);
        if (timetable.isTimeToBegin()) {
            return Step.RENEW;
        }
        long begin = timetable.nextBeginNanos();
        return session.carries(nowNanos, bytes) && session.mayFollow(request)
                ? Step.write(Nanos.nextOf(nowNanos, session.carriesUntilNanos(nowNanos, bytes), begin))
                : Step.hold(begin);
    }

    private Timetable timetable(long nowNanos, long bytes) {
        long due = session.dueNanos(bytes);
        long expires = nowNanos + session.remainingNanos(nowNanos);
        long lifetime = session.lifetimeMs() * Nanos.PER_MS;
        long ask = prefetch.askNanos(nowNanos, due, lifetime, session.awaitsCredentials());
        long begin = Nanos.later(due, prefetch.mayBeginNanos(nowNanos, due, expires, lifetime));
        return new Timetable(nowNanos, ask, begin, prefetch.isInHand(nowNanos, due, lifetime));
    }

    /** The client wants to use the session. */
    public void wanted() {
        demand.wanted();
    }

    /** The client wanted to write and was told to wait. */
    public void turnedAway(long nowNanos) {
        if (session.expiring() && !session.carries(nowNanos, demand.queued().bytes())) {
            hold.turnedAway(nowNanos);
        }
    }

    /** The client was told that a request {@linkplain Request#TO_COME to come} may be written. */
    public void promised() {
        demand.promised();
    }

    /** A poll begins: promises are over. */
    public void polling() {
        demand.promisesEnd();
    }

    /** The channel was given a request. */
    public void queued(Request request) {
        demand.queued(request);
    }

    /** That request is being written. */
    public void written(long nowNanos) {
        if (demand.hasQueued()) {
            hold.lifted();
            session.written(nowNanos, demand.written(nowNanos));
        }
    }

    /** The request that was being written was handed to the network wholly. Must be called where {@link #isSending}. */
    public void sent(long nowNanos) {
        if (demand.isSending()) {
            session.sent(demand.sent(nowNanos));
        }
    }

    /** The oldest request that was not answered yet was answered. */
    public void answered(long nowNanos) {
        session.answered(nowNanos);
        if (session.expiring() && session.carries(nowNanos, demand.queued().bytes())) {
            hold.lifted();
        }
    }

    /** The broker said that it will not read this connection for so long. */
    public void throttled(long nowNanos, long throttleNanos) {
        session.throttled(nowNanos, throttleNanos);
    }

    /** The source of the credentials is being asked for the next token. */
    public void sourceAsked(long nowNanos) {
        prefetch.asked(nowNanos);
    }

    /** The source has answered with a token for the credentials of this {@linkplain CredentialsMark mark}. */
    public void sourceAnswered(long nowNanos, int mark) {
        if (prefetch.answered(nowNanos, mark) && session.awaitsCredentials()) {
            session.credentialsChanged();
        }
    }

    /** The source has failed, or there was no thread to ask it. */
    public void sourceFailed(long nowNanos) {
        prefetch.failed(nowNanos);
    }

    /** The exchange under way needs a token. */
    public void tokenBegins(long nowNanos) {
        prefetch.tokenBegins(nowNanos);
    }

    /**
     * The exchange has its token, computed ahead of time or just now, for the credentials of this mark, and writes it
     * next (R1: a session ends no later than the broker says).
     */
    public void tokenComputed(long nowNanos, int mark, boolean ahead) {
        prefetch.tokenComputed(nowNanos, mark, ahead);
        session.authenticateWritten(nowNanos);
    }

    /** The client is about to write a SaslHandshake request on this authenticated connection. */
    public void begun(long nowNanos) {
        demand.promisesEnd();
        hold.ended(nowNanos);
        session.begun(nowNanos);
        prefetch.used();
    }

    /** The response to a SaslHandshake request was received, of a first authentication or a re-authentication. */
    public void handshakeAnswered(long nowNanos) {
        session.handshakeAnswered(nowNanos);
    }

    /** A SaslAuthenticate request was written, not before that time; the last one before the grant counts (R1). */
    public void authenticateWritten(long nowNanos) {
        session.authenticateWritten(nowNanos);
    }

    /** A session was granted; its lifetime as it was on the wire may be 0, negative or absurd. */
    public void granted(long nowNanos, long lifetimeMs) {
        complaints.granted(session.granted(nowNanos, lifetimeMs));
        hold.over();
        demand.granted();
    }

    /** The connection ended. */
    public void closed(long nowNanos, boolean byBroker) {
        session.closed(nowNanos, byBroker);
        hold.over();
        prefetch.used();
    }

    /** The request that waits in the channel; {@link Request#UNSEEN} where it came before the agent. */
    public Request queuedRequest() {
        return demand.queued();
    }

    /** Whether a request that the broker never answers is being handed to the network. */
    public boolean isSending() {
        return demand.isSending();
    }

    /** Whether the present session has an end that matters, also while it is being renewed. */
    public boolean expires() {
        return session.expires();
    }

    /** The present session's lifetime as it was granted; 0 where none is known. */
    public long lifetimeMs() {
        return session.lifetimeMs();
    }

    /** What is left of the session; negative where it has expired, {@code Long.MAX_VALUE} where it never will. */
    public long remainingNanos(long nowNanos) {
        return session.remainingNanos(nowNanos);
    }

    /** How long requests have been held back; while a re-authentication is under way, how long they were before it. */
    public long heldNanos(long nowNanos) {
        return hold.length(nowNanos);
    }

    /** How many requests are on their way or with the broker. */
    public int waiting() {
        return session.waiting();
    }

    /** What the operator should hear of the sessions that were granted. */
    public Complaints complaints() {
        return complaints;
    }
}
