package io.kafkalifeline.hooks;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.session.Session;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.TransportLayer;
import org.apache.kafka.common.utils.Time;

/**
 * What we know about one channel of a client, from {@code connect} to close. Found by the channel's transport layer,
 * which channel and authenticator share, until the channel is closed. Driven by the client's network thread alone.
 */
final class Connection {
    private static final WeakIdentityMap<Connection> BY_TRANSPORT = new WeakIdentityMap<>();
    private static final PrivateField TRANSPORT = PrivateField.of(KafkaChannel.class, "transportLayer");

    final Client client;
    final String nodeId;
    /** Null for a connection that was there before the agent. */
    final Target target;
    /** The identity that telemetry sees. */
    final Object identity;
    /** Null where the connection does not use SASL. */
    final Session session;

    final Time time;

    /** Null where tokens are cheap. */
    final TokenAhead ahead;

    /** The initialisation or re-authentication under way, or null. */
    InitRecorder recorder;

    /** It can carry ordinary requests, and telemetry knows. */
    boolean open;

    boolean reauthenticating;
    /** A request met its time-out: it is the client that closes, but not because it wants to. */
    boolean overdue;
    /** Our own call of {@code maybeBeginClientReauthentication} is under way. */
    boolean beginning;
    /** The session did not allow to write what the channel has to send. */
    boolean parked;
    /**
     * Somebody has used this session, or wanted to. An idle connection's session is left to expire: renewing it for ever
     * would keep a connection alive that the client and the broker mean to close ({@code connections.max.idle.ms}).
     */
    boolean wanted = true;
    /** An answer "ready" stands until the next poll: what was promised between two polls must not be taken back. */
    boolean promisedReady;
    /** A request that was queued and of which nothing has been written. */
    boolean queued;

    int queuedKind;
    long queuedWaitBoundNanos;
    boolean queuedExpectsAnswer;
    /** Our own request for an answer is being queued. */
    boolean asking;
    /** A request that expects no answer is being written. */
    boolean sendingUnanswered;

    long sendingSinceNanos;
    /** When the token under way was asked for. */
    long tokenBeganNanos;
    /** The lifetime of the last SaslAuthenticate response. */
    long answeredLifetimeMs;

    private Connection(
            Client client,
            String nodeId,
            Target target,
            Object identity,
            Session session,
            Time time,
            TokenAhead ahead) {
        this.client = client;
        this.nodeId = nodeId;
        this.target = target;
        this.identity = identity;
        this.session = session;
        this.time = time;
        this.ahead = ahead;
    }

    /** Returns null for channels of brokers, of clients that are left alone, and of tests without a client. */
    static Connection of(TransportLayer transport) {
        return BY_TRANSPORT.get(transport);
    }

    static Connection of(KafkaChannel channel) {
        return BY_TRANSPORT.get(TRANSPORT.get(channel));
    }

    static Connection attach(
            KafkaChannel channel,
            Client client,
            Object identity,
            Session session,
            Time time,
            TokenAhead ahead,
            InitRecorder recorder) {
        Target target = recorder == null ? null : recorder.target();
        Connection connection = new Connection(client, channel.id(), target, identity, session, time, ahead);
        connection.recorder = recorder;
        BY_TRANSPORT.put(TRANSPORT.get(channel), connection);
        return connection;
    }

    /** The channel is closed: what computes tokens reaches its transport layer, and must not keep it. */
    static void detach(KafkaChannel channel) {
        BY_TRANSPORT.remove(TRANSPORT.get(channel));
    }

    long nowNanos() {
        return time.nanoseconds();
    }

    /** Whether the initialisation or re-authentication under way has a phase that failed. */
    boolean hasFailed() {
        return recorder != null && recorder.failed();
    }

    /** Notes why the phase under way failed. */
    void failed(Failure failure) {
        if (recorder != null && !recorder.failed()) {
            recorder.fail(failure);
        }
    }

    /** Ends the re-authentication under way, if any, and reports it. */
    void endReauthentication(Outcome outcome) {
        if (reauthenticating) {
            reauthenticating = false;
            InitRecorder ended = recorder;
            recorder = null;
            report(ended == null ? null : ended.finish(outcome));
        }
    }

    static void report(Initialisation initialisation) {
        if (initialisation != null) {
            Lifeline.sink().accept(initialisation);
        }
    }
}
