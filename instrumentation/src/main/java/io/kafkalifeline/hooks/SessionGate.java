package io.kafkalifeline.hooks;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;

/** Asks the {@code Session} of a connection what may happen now, and makes the client do it. Network thread only. */
final class SessionGate {
    private static final String IN_FLIGHT = "org.apache.kafka.clients.NetworkClient$InFlightRequest";
    private static final PrivateField DESTINATION = PrivateField.of(Selector.class, IN_FLIGHT, "destination");
    private static final PrivateField REQUEST = PrivateField.of(Selector.class, IN_FLIGHT, "request");
    private static final PrivateField EXPECTS_ANSWER = PrivateField.of(Selector.class, IN_FLIGHT, "expectResponse");
    private static final PrivateField SEND = PrivateField.of(Selector.class, IN_FLIGHT, "send");
    private static final PrivateField MID_WRITE = PrivateField.of(KafkaChannel.class, "midWrite");
    private static final PrivateField READ_PROGRESS = PrivateField.of(Selector.class, "madeReadProgressLastPoll");

    private SessionGate() {}

    /** Whether the client may queue a request for this node; a yes stands until the next poll. */
    static boolean promiseReady(Client client, String nodeId) {
        if (client.expiring.isEmpty()) {
            return true;
        }
        Connection connection = client.connection(nodeId);
        if (connection == null || connection.promisedReady || !expires(connection)) {
            return true;
        }
        long now = connection.nowNanos();
        boolean may = connection.asking ? connection.session.mayAsk(now) : connection.session.mayWrite(now);
        connection.promisedReady = may && !mustBegin(connection, now);
        connection.wanted |= !connection.promisedReady && !client.choosing;
        return connection.promisedReady;
    }

    /** Wakes what the session lets go on; returns the timeout in ms after which something is due, or null. */
    static Object beforePoll(Selector selector, Client client, long timeoutMs) {
        long shortest = timeoutMs;
        for (Connection connection : client.expiring) {
            connection.promisedReady = false;
            long now = connection.nowNanos();
            if (!connection.wanted && !connection.reauthenticating) {
                continue;
            }
            boolean due = mustBegin(connection, now);
            if (due && isWriting(selector.channel(connection.nodeId))) {
                // The end of that ends the poll.
                continue;
            }
            if (connection.parked && (due || mayWriteQueued(connection, now))) {
                connection.parked = false;
                WriteInterest.restore(selector.channel(connection.nodeId));
            }
            shortest = Math.min(shortest, due ? 0 : millisUntil(nextChangeNanos(connection, now), now));
        }
        return shortest == timeoutMs ? null : (Object) shortest;
    }

    private static boolean isWriting(KafkaChannel channel) {
        return channel == null || MID_WRITE.getBoolean(channel);
    }

    /** Begins the re-authentications that are due, on channels that are not in the middle of a request. */
    static void afterPoll(Selector selector, Client client) {
        for (int i = client.expiring.size() - 1; i >= 0; i--) {
            Connection connection = client.expiring.get(i);
            KafkaChannel channel = selector.channel(connection.nodeId);
            if (channel == null || Connection.of(channel) != connection) {
                continue;
            }
            if (connection.sendingUnanswered && !channel.hasSend()) {
                connection.sendingUnanswered = false;
                connection.session.unansweredRequestSent(connection.nowNanos() - connection.sendingSinceNanos);
            }
            if (connection.reauthenticating) {
                // TLS may have decrypted the answer together with an earlier one: no further event announces it (R16).
                if (!channel.ready() && channel.hasBytesBuffered()) {
                    READ_PROGRESS.set(selector, true);
                }
                if (connection.session.reauthenticationOverdue(connection.nowNanos())) {
                    Reauthentications.giveUp(selector, channel, connection);
                }
            } else if (connection.wanted
                    && channel.ready()
                    && isTime(selector, connection)
                    && !MID_WRITE.getBoolean(channel)) {
                Reauthentications.begin(selector, channel, connection);
            }
        }
    }

    /** Has the first token computed in time; whether the re-authentication must begin now. */
    private static boolean isTime(Selector selector, Connection connection) {
        long now = connection.nowNanos();
        boolean prepared = connection.ahead == null || connection.ahead.prepare(selector, connection.session, now);
        return prepared && connection.session.reauthenticationDue(now);
    }

    private static boolean mustBegin(Connection connection, long now) {
        return connection.session.reauthenticationDue(now)
                && (connection.ahead == null || connection.ahead.mayBegin(connection.session, now));
    }

    private static long nextChangeNanos(Connection connection, long now) {
        long change = connection.session.nextChangeNanos(now);
        // The next token is asked for when the re-authentication under way is over.
        return connection.ahead == null || connection.reauthenticating
                ? change
                : earlier(change, connection.ahead.nextChangeNanos(connection.session, now), now);
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
    static Object atWrite(KafkaChannel channel, Connection connection) {
        if (connection.beginning) {
            return null;
        }
        if (MID_WRITE.getBoolean(channel)) {
            return false;
        }
        long now = connection.nowNanos();
        connection.wanted = true;
        if (expires(connection)) {
            if (mustBegin(connection, now)) {
                return true;
            }
            if (!mayWriteQueued(connection, now)) {
                connection.parked = true;
                WriteInterest.suspend(channel);
                return true;
            }
        }
        written(connection, now);
        return false;
    }

    private static boolean mayWriteQueued(Connection connection, long now) {
        return (connection.queued && connection.queuedExpectsAnswer)
                ? connection.session.mayAsk(now)
                : connection.session.mayWrite(now);
    }

    static void queued(Client client, Object inFlightRequest) {
        AbstractRequest request = (AbstractRequest) REQUEST.get(inFlightRequest);
        client.numbersRecords |= request.apiKey() == ApiKeys.INIT_PRODUCER_ID;
        Connection connection = client.connection((String) DESTINATION.get(inFlightRequest));
        if (connection == null || connection.session == null) {
            return;
        }
        connection.queued = true;
        connection.queuedKind = request.apiKey().id;
        connection.queuedWaitBoundNanos = WaitBound.nanos(request);
        connection.queuedExpectsAnswer = EXPECTS_ANSWER.getBoolean(inFlightRequest);
        connection.session.requestQueued(((Send) SEND.get(inFlightRequest)).size());
    }

    static void answered(Client client, String nodeId) {
        Connection connection = client.connection(nodeId);
        if (connection != null && connection.session != null) {
            connection.session.requestAnswered(connection.nowNanos());
        }
    }

    static void throttled(Client client, String nodeId, long throttleUntilMs) {
        Connection connection = client.connection(nodeId);
        if (connection != null && connection.session != null) {
            long remainingMs = throttleUntilMs - connection.time.milliseconds();
            connection.session.throttled(connection.nowNanos(), TimeUnit.MILLISECONDS.toNanos(remainingMs));
        }
    }

    private static void written(Connection connection, long now) {
        if (!connection.queued) {
            return;
        }
        connection.queued = false;
        connection.session.requestWritten(now, connection.queuedKind, connection.queuedWaitBoundNanos);
        if (!connection.queuedExpectsAnswer) {
            connection.session.requestForgotten(now);
            connection.sendingUnanswered = true;
            connection.sendingSinceNanos = now;
        }
    }

    private static boolean expires(Connection connection) {
        return connection.session != null && connection.session.expires();
    }

    /** Rounded up, so that the poll that it limits ends when the time has come and not just before. */
    private static long millisUntil(long changeNanos, long nowNanos) {
        return changeNanos == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.max(0, TimeUnit.NANOSECONDS.toMillis(changeNanos - nowNanos + 999_999));
    }
}
