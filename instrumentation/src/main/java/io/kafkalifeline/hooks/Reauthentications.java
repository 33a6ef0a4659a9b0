package io.kafkalifeline.hooks;

import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Reauthentication.Trigger;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.session.Recourse.Failed;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.slf4j.Logger;

/** Begin and end of one re-authentication on its channel. Network thread only. */
final class Reauthentications {
    private static final String CLOSE_MODE = "org.apache.kafka.common.network.Selector$CloseMode";
    private static final PrivateField REMOTE = PrivateField.of(KafkaChannel.class, "remoteAddress");
    private static final PrivateField GRACEFUL = PrivateField.of(Selector.class, CLOSE_MODE, "GRACEFUL");
    private static final PrivateField LOG = PrivateField.of(Selector.class, "log");
    private static final PrivateField SENSORS = PrivateField.of(Selector.class, "sensors");
    private static final PrivateField FAILED = PrivateField.of(
            Selector.class, "org.apache.kafka.common.network.Selector$SelectorMetrics", "failedReauthentication");
    private static final Method CLOSE = closeMethod();

    private Reauthentications() {}

    /** Begins one. Where that fails the channel is closed so that what was answered is still delivered (R12). */
    static void begin(Selector selector, KafkaChannel channel, Connection connection) {
        connection.beginning = true;
        try {
            channel.maybeBeginClientReauthentication(connection::nowNanos);
        } catch (IOException | RuntimeException e) {
            endBeforeItBegan(selector, channel, connection, e);
        } finally {
            connection.beginning = false;
        }
    }

    /** The new authenticator is about to write SaslHandshake. */
    static void began(KafkaChannel channel, Connection connection) {
        long now = connection.nowNanos();
        connection.reauthenticating = true;
        connection.promisedReady = false;
        connection.recorder = connection.client.newRecorder(
                target(channel, connection), connection.identity, 1, describe(channel, connection, now));
        connection.recorder.begin(Phase.SASL_HANDSHAKE);
        connection.client.answersDue(connection.nodeId, connection.session.unanswered());
        connection.session.reauthenticationBegun(now);
        if (connection.ahead != null) {
            connection.ahead.used();
        }
    }

    private static Reauthentication describe(KafkaChannel channel, Connection connection, long now) {
        long held = connection.session.heldNanos(now);
        int inFlight = connection.session.unanswered();
        Trigger trigger = held > 0 ? Trigger.HOLD : inFlight > 0 || channel.hasSend() ? Trigger.DUE : Trigger.IDLE;
        return new Reauthentication(
                trigger, connection.session.lifetimeMs(), connection.session.remainingNanos(now), held, inFlight);
    }

    private static Target target(KafkaChannel channel, Connection connection) {
        SocketAddress remote = (SocketAddress) REMOTE.get(channel);
        InetSocketAddress address = remote instanceof InetSocketAddress ? (InetSocketAddress) remote : null;
        Target known = connection.target;
        return known != null
                ? known
                : new Target(
                        connection.client.clientId,
                        connection.nodeId,
                        address == null ? "" : address.getHostString(),
                        address == null ? 0 : address.getPort(),
                        connection.client.securityProtocol());
    }

    private static void endBeforeItBegan(
            Selector selector, KafkaChannel channel, Connection connection, Exception thrown) {
        if (thrown instanceof AuthenticationException) {
            ((Sensor) FAILED.get(SENSORS.get(selector))).record();
        }
        ((Logger) LOG.get(selector))
                .info("Failed re-authentication with {} ({})", channel.socketDescription(), thrown.getMessage());
        connection.failed(Failures.of(thrown));
        reconnect(selector, channel, connection);
    }

    /** The broker does not answer: a fresh connection may do better (R10). */
    static void giveUp(Selector selector, KafkaChannel channel, Connection connection) {
        ((Logger) LOG.get(selector)).info("Failed re-authentication with {} (no answer)", channel.socketDescription());
        connection.failed(Failures.TIMED_OUT);
        reconnect(selector, channel, connection);
    }

    private static void reconnect(Selector selector, KafkaChannel channel, Connection connection) {
        connection.endReauthentication(Outcome.RECONNECTED);
        connection.client.reconnects.recourse(connection, Failed.REAUTHENTICATION, null);
        try {
            CLOSE.invoke(selector, channel, GRACEFUL.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method closeMethod() {
        try {
            Class<?> mode = Class.forName(CLOSE_MODE, false, Selector.class.getClassLoader());
            Method close = Selector.class.getDeclaredMethod("close", KafkaChannel.class, mode);
            close.setAccessible(true);
            return close;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
