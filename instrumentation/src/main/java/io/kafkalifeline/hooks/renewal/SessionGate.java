package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.session.Renewal;
import io.kafkalifeline.session.Request;
import io.kafkalifeline.session.Step;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.utils.Time;

/** Makes the client do what the {@link Renewal} of one of its connections decides. Network thread only. */
public final class SessionGate {
    private static final Slot<Connection, SessionGate> SLOT = new Slot<>();

    private final Connection connection;
    private final Renewal renewal;
    private final Time time;
    /** Asks the source of the credentials ahead of time; null where tokens are cheap. */
    private final TokenPrefetch prefetch;

    private final AnswersDue answersDue = new AnswersDue();
    /** A re-authentication is under way, and its end was not handled yet. */
    private boolean renewing;
    /** Our own call of {@code maybeBeginClientReauthentication} is under way. */
    private boolean beginning;
    /** The channel does not ask for writability, because its request has to wait. */
    private boolean parked;
    /** A request of which nothing has been written; null where there is none. */
    private QueuedRequest queued;
    /** A {@link ReadProbe} is being queued. */
    private boolean probing;

    SessionGate(Connection connection, Renewal renewal, Time time, TokenPrefetch prefetch) {
        this.connection = connection;
        this.renewal = renewal;
        this.time = time;
        this.prefetch = prefetch;
        connection.renewal(renewal, time::nanoseconds);
        SLOT.set(connection, this);
    }

    /** Returns null for a connection that does not use SASL, and for null. */
    public static SessionGate of(Connection connection) {
        return connection == null ? null : SLOT.get(connection);
    }

    /** Returns null for channels of brokers, of clients that are left alone, and for those that do not use SASL. */
    public static SessionGate of(KafkaChannel channel) {
        return of(Connection.of(channel));
    }

    /**
     * Returns null where {@link #of(KafkaChannel)} does, and for an authenticator that is only prepared ahead of time.
     */
    public static SessionGate of(SaslClientAuthenticator authenticator) {
        return of(Connection.of(authenticator));
    }

    /** Returns null where there is no connection to that node, or where it does not use SASL. */
    public static SessionGate of(Client client, String nodeId) {
        return of(client.connection(nodeId));
    }

    Connection connection() {
        return connection;
    }

    Renewal renewal() {
        return renewal;
    }

    /** What asks the source of the credentials ahead of time; null where tokens are cheap. */
    TokenPrefetch prefetch() {
        return prefetch;
    }

    long nowNanos() {
        return time.nanoseconds();
    }

    long nowMs() {
        return time.milliseconds();
    }

    /** Ends the re-authentication under way; returns whether there was one. */
    boolean endRenewal() {
        boolean ends = renewing;
        renewing = false;
        return ends;
    }

    boolean isRenewing() {
        return renewing;
    }

    /** Whether our own call wants Kafka's body to begin a re-authentication now. */
    public boolean isBeginning() {
        return beginning;
    }

    void beginning(boolean begins) {
        beginning = begins;
    }

    /** The request of which nothing has been written; null where there is none. */
    QueuedRequest queued() {
        return queued;
    }

    /** A re-authentication begins. */
    void renewalBegun() {
        renewing = true;
        answersDue.renewalBegun(renewal.waiting());
        renewal.begun(nowNanos());
        if (prefetch != null) {
            prefetch.used();
        }
    }

    /** The channel is closed. */
    void closed(boolean byBroker) {
        renewal.closed(nowNanos(), byBroker);
        if (prefetch != null) {
            prefetch.discard();
        }
    }

    /**
     * Whether the client may queue a request for this node; a yes stands until the next poll.
     *
     * @param choosing whether the client is only choosing a node, which does not mean that this session is wanted
     */
    public boolean promiseReady(boolean choosing) {
        long now = nowNanos();
        if (renewal.at(now, probing ? Request.PROBE : Request.TO_COME).kind() == Step.Kind.WRITE) {
            renewal.promised();
            return true;
        }
        renewal.turnedAway(now);
        if (!choosing) {
            renewal.wanted();
        }
        return false;
    }

    /**
     * Lets a held request go on where it may; returns for how many ms the poll may wait. Null: the channel is being
     * closed.
     */
    long beforePoll(KafkaChannel channel) {
        renewal.polling();
        if (channel == null) {
            return Long.MAX_VALUE;
        }
        long now = nowNanos();
        if (parked && step(now) != Step.Kind.HOLD) {
            parked = false;
            WriteInterest.restore(channel);
        }
        return byItself(channel, now).pollMs(now);
    }

    /** What the connection has to do by itself. */
    Step byItself(KafkaChannel channel, long now) {
        return renewal.at(now, KafkaChannelMembers.isMidWrite(channel) ? Request.HALF_WRITTEN : Request.NONE);
    }

    /** Asks what becomes of the request in the channel, and notes where it has to wait. */
    private Step.Kind step(long now) {
        Step.Kind kind = renewal.at(now, renewal.queuedRequest()).kind();
        if (kind == Step.Kind.HOLD) {
            renewal.turnedAway(now);
        }
        return kind;
    }

    /**
     * Decides what becomes of a request that is about to be written: null lets Kafka's own body begin the
     * re-authentication, true keeps the request in the channel, false has it written.
     */
    public Object atWrite(KafkaChannel channel) {
        if (beginning) {
            return null;
        }
        if (KafkaChannelMembers.isMidWrite(channel)) {
            return false;
        }
        long now = nowNanos();
        renewal.wanted();
        Step.Kind step = step(now);
        if (step == Step.Kind.WRITE) {
            renewal.written(now);
            queued = null;
        } else if (step == Step.Kind.HOLD) {
            parked = true;
            WriteInterest.suspend(channel);
        }
        return step != Step.Kind.WRITE;
    }

    /** The channel was given a request. */
    void queued(QueuedRequest request) {
        queued = request;
        renewal.queued(Request.of(request.kind(), request.bytes(), request.waitBoundNanos(), request.expectsAnswer()));
    }

    /** The answer to the oldest request is being delivered. */
    public void answered() {
        renewal.answered(nowNanos());
        answersDue.delivered();
    }

    /** The broker does not read this connection for a while (KIP-219). */
    public void throttled(long throttleUntilMs) {
        renewal.throttled(nowNanos(), TimeUnit.MILLISECONDS.toNanos(throttleUntilMs - nowMs()));
    }

    /** Nobody decides about this session any more; {@code channel} may be null. */
    void switchedOff(KafkaChannel channel) {
        if (prefetch != null) {
            // Kafka would ask a mechanism that has given its first token for another one.
            prefetch.discard();
        }
        if (parked) {
            parked = false;
            WriteInterest.restore(channel);
        }
    }

    void probing(boolean asks) {
        probing = asks;
    }
}
