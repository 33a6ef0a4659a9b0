package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.InFlightRequestMembers;
import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.kafka.SelectorMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.HookServices;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.session.Session;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.utils.Time;

/** Asks the {@code Session} of a connection what may happen now, and makes the client do it. Network thread only. */
public final class SessionGate {
    private static final Slot<Connection, SessionGate> SLOT = new Slot<>();

    /** Nobody saw when the request of a session that is already there was written; this share of it is given up. */
    private static final int UNSEEN_SHARE = 20;

    private final Connection connection;
    private final RenewedClient client;
    private final Session session;
    private final Time time;
    /** Null where tokens are cheap. */
    private final TokenPrefetch ahead;

    private boolean renewing;
    /** Our own call of {@code maybeBeginClientReauthentication} is under way. */
    private boolean beginning;
    /** The session did not allow to write what the channel has to send. */
    private boolean parked;
    /**
     * Somebody has used this session, or wanted to. An idle connection's session is left to expire: renewing it for ever
     * would keep a connection alive that the client and the broker mean to close ({@code connections.max.idle.ms}).
     */
    private boolean wanted = true;
    /** An answer "ready" stands until the next poll: what was promised between two polls must not be taken back. */
    private boolean promisedReady;
    /** A request of which nothing has been written; null where there is none. */
    private QueuedRequest queued;
    /** Our own request for an answer is being queued. */
    private boolean probing;
    /** A request that expects no answer is being written. */
    private boolean sendingUnanswered;

    private long sendingSinceNanos;
    /** When the token under way was asked for. */
    private long tokenBeganNanos;
    /** How many of the requests under way when a re-authentication began are not answered yet. */
    private int answersDue;

    private SessionGate(Connection connection, RenewedClient client, Time time, TokenPrefetch ahead) {
        this.connection = connection;
        this.client = client;
        this.session = connection.session();
        this.time = time;
        this.ahead = ahead;
    }

    /** Null for a connection that does not use SASL. */
    public static SessionGate of(Connection connection) {
        return SLOT.get(connection);
    }

    /** Null for channels of brokers and of clients that are left alone, and for those that do not use SASL. */
    public static SessionGate of(KafkaChannel channel) {
        Connection connection = Connection.of(channel);
        return connection == null ? null : SLOT.get(connection);
    }

    /** Null, too, for an authenticator that is only prepared ahead of time. */
    public static SessionGate of(SaslClientAuthenticator authenticator) {
        Connection connection = Connection.of(authenticator);
        return connection == null ? null : SLOT.get(connection);
    }

    /** Null where there is no connection to that node, or where it does not use SASL. */
    public static SessionGate of(Client client, String nodeId) {
        Connection connection = client.connection(nodeId);
        return connection == null ? null : SLOT.get(connection);
    }

    /** For a channel that is just being connected. */
    public static SessionGate attach(KafkaChannel channel, Connection connection) {
        Authenticator authenticator = KafkaChannelMembers.authenticator(channel);
        if (!(authenticator instanceof SaslClientAuthenticator) || SLOT.get(connection) != null) {
            return SLOT.get(connection);
        }
        RenewedClient client = RenewedClient.of(Client.of(connection));
        Time time = SaslClientAuthenticatorMembers.time(authenticator);
        Session session = new Session(
                Recovery.of(Client.of(connection)).cluster(),
                () -> ThreadLocalRandom.current().nextDouble());
        connection.session(session, time::nanoseconds);
        SessionGate gate =
                new SessionGate(connection, client, time, TokenPrefetch.of(channel, authenticator, client.turns()));
        SLOT.set(connection, gate);
        return gate;
    }

    /** For a channel that was connected before the agent was there. */
    static void adopt(KafkaChannel channel, Connection connection) {
        SessionGate gate = attach(channel, connection);
        if (gate == null || !channel.ready()) {
            return;
        }
        Authenticator authenticator = KafkaChannelMembers.authenticator(channel);
        Long lifetimeMs = SaslClientAuthenticatorMembers.sessionLifetimeMs(authenticator);
        long end = SaslClientAuthenticatorMembers.authenticationEndNanos(authenticator);
        long unseen = lifetimeMs == null ? 0 : TimeUnit.MILLISECONDS.toNanos(lifetimeMs) / UNSEEN_SHARE;
        if (channel.successfulAuthentications() > 1) {
            gate.session.reauthenticationBegun(end);
            gate.session.handshakeAnswered(end);
        }
        gate.session.authenticateWritten(end - unseen);
        gate.session.granted(end, lifetimeMs == null ? 0 : lifetimeMs);
        gate.client.sessionChanged(gate);
    }

    Connection connection() {
        return connection;
    }

    RenewedClient client() {
        return client;
    }

    Session session() {
        return session;
    }

    /** Null where tokens are cheap. */
    TokenPrefetch ahead() {
        return ahead;
    }

    long nowNanos() {
        return time.nanoseconds();
    }

    long nowMs() {
        return time.milliseconds();
    }

    boolean expires() {
        return session.expires();
    }

    void want() {
        wanted = true;
    }

    /** A session was granted, which nobody has used yet. */
    void granted() {
        wanted = false;
        client.sessionChanged(this);
    }

    void tokenBegins() {
        tokenBeganNanos = nowNanos();
    }

    long tokenBeganNanos() {
        return tokenBeganNanos;
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
        promisedReady = false;
        answersDue = session.unanswered();
        session.reauthenticationBegun(nowNanos());
        if (ahead != null) {
            ahead.used();
        }
    }

    void renewalEnded() {
        renewing = false;
    }

    /** The channel is closed. */
    void closed(boolean byBroker) {
        session.closed(nowNanos(), byBroker);
        if (ahead != null) {
            ahead.discard();
        }
        client.closed(this);
    }

    /** Whether the client may queue a request for this node; a yes stands until the next poll. */
    public boolean promiseReady() {
        if (promisedReady || !expires()) {
            return true;
        }
        long now = nowNanos();
        boolean may = probing ? session.mayAsk(now) : session.mayWrite(now);
        promisedReady = may && !mustBegin(now);
        wanted |= !promisedReady && !client.isChoosing();
        return promisedReady;
    }

    /** Wakes what the session lets go on; returns the timeout in ms after which something is due, or null. */
    public static Object beforePoll(Selector selector, RenewedClient client, long timeoutMs) {
        long shortest = timeoutMs;
        for (SessionGate gate : client.expiring()) {
            shortest = Math.min(shortest, gate.beforePoll(selector));
        }
        return shortest == timeoutMs ? null : (Object) shortest;
    }

    private long beforePoll(Selector selector) {
        promisedReady = false;
        if (!wanted && !renewing) {
            return Long.MAX_VALUE;
        }
        long now = nowNanos();
        boolean due = mustBegin(now);
        KafkaChannel channel = selector.channel(connection.nodeId());
        if (due && (channel == null || KafkaChannelMembers.isMidWrite(channel))) {
            // The end of that ends the poll.
            return Long.MAX_VALUE;
        }
        if (parked && (due || mayWriteQueued(now))) {
            parked = false;
            WriteInterest.restore(channel);
        }
        return due ? 0 : millisUntil(nextChangeNanos(now), now);
    }

    /** Begins the re-authentications that are due, on channels that are not in the middle of a request. */
    public static void afterPoll(Selector selector, RenewedClient client) {
        for (int i = client.expiring().size() - 1; i >= 0; i--) {
            SessionGate gate = client.expiring().get(i);
            KafkaChannel channel = selector.channel(gate.connection.nodeId());
            if (channel != null && of(channel) == gate) {
                gate.afterPoll(selector, channel);
            }
        }
    }

    private void afterPoll(Selector selector, KafkaChannel channel) {
        if (sendingUnanswered && !channel.hasSend()) {
            sendingUnanswered = false;
            session.unansweredRequestSent(nowNanos() - sendingSinceNanos);
        }
        if (renewing) {
            // TLS may have decrypted the answer together with an earlier one: no further event announces it (R16).
            if (!channel.ready() && channel.hasBytesBuffered()) {
                SelectorMembers.madeReadProgress(selector);
            }
            if (session.reauthenticationOverdue(nowNanos())) {
                Reauthentications.giveUp(selector, channel, this);
            }
        } else if (wanted && channel.ready() && isTime(selector) && !KafkaChannelMembers.isMidWrite(channel)) {
            Reauthentications.begin(selector, channel, this);
        }
    }

    /** Has the first token computed in time; whether the re-authentication must begin now. */
    private boolean isTime(Selector selector) {
        long now = nowNanos();
        boolean prepared = ahead == null || ahead.prepare(selector, session, now);
        return prepared && session.reauthenticationDue(now);
    }

    private boolean mustBegin(long now) {
        return session.reauthenticationDue(now) && (ahead == null || ahead.mayBegin(session, now));
    }

    private long nextChangeNanos(long now) {
        long change = session.nextChangeNanos(now);
        // The next token is asked for when the re-authentication under way is over.
        return ahead == null || renewing ? change : earlier(change, ahead.nextChangeNanos(session, now), now);
    }

    /** {@code Long.MAX_VALUE} is never; other times may have wrapped. */
    private static long earlier(long a, long b, long now) {
        if (a == Long.MAX_VALUE || b == Long.MAX_VALUE) {
            return Math.min(a, b);
        }
        return a - now < b - now ? a : b;
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
        wanted = true;
        if (expires()) {
            if (mustBegin(now)) {
                return true;
            }
            if (!mayWriteQueued(now)) {
                parked = true;
                WriteInterest.suspend(channel);
                return true;
            }
        }
        written(now);
        return false;
    }

    private boolean mayWriteQueued(long now) {
        return (queued != null && queued.expectsAnswer()) ? session.mayAsk(now) : session.mayWrite(now);
    }

    /** The client has queued a request for this node. */
    public static void queued(Client client, Object inFlightRequest) {
        AbstractRequest request = InFlightRequestMembers.request(inFlightRequest);
        if (request.apiKey() == ApiKeys.INIT_PRODUCER_ID) {
            Recovery.of(client).numbersRecords();
        }
        SessionGate gate = of(client, InFlightRequestMembers.destination(inFlightRequest));
        if (gate != null) {
            gate.queued = new QueuedRequest(inFlightRequest, request.apiKey().id, WaitBound.nanos(request));
            gate.session.requestQueued(gate.queued.bytes());
        }
    }

    /** The answer to the oldest request is being delivered. */
    public void answered() {
        session.requestAnswered(nowNanos());
        if (answersDue > 0) {
            answersDue--;
            HookServices.counts().preserved(Preservation.DELIVERED);
        }
    }

    /** The broker does not read this connection for a while (KIP-219). */
    public void throttled(long throttleUntilMs) {
        session.throttled(nowNanos(), TimeUnit.MILLISECONDS.toNanos(throttleUntilMs - nowMs()));
    }

    private void written(long now) {
        if (queued == null) {
            return;
        }
        QueuedRequest request = queued;
        queued = null;
        session.requestWritten(now, request.kind(), request.waitBoundNanos());
        if (!request.expectsAnswer()) {
            session.requestForgotten(now);
            sendingUnanswered = true;
            sendingSinceNanos = now;
        }
    }

    /** Whether the broker is to be asked whether it has read what is never answered. */
    boolean wantsProbe() {
        return session.wantsAnswer() && queued == null && !sendingUnanswered && session.mayAsk(nowNanos());
    }

    void probing(boolean asks) {
        probing = asks;
    }

    /** Rounded up, so that the poll that it limits ends when the time has come and not just before. */
    private static long millisUntil(long changeNanos, long nowNanos) {
        return changeNanos == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.max(0, TimeUnit.NANOSECONDS.toMillis(changeNanos - nowNanos + 999_999));
    }
}
