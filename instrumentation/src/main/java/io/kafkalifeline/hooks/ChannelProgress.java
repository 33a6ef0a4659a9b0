package io.kafkalifeline.hooks;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.session.Recourse;
import io.kafkalifeline.session.Recourse.Failed;
import javax.net.ssl.SSLSession;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.network.ChannelState;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.SslTransportLayer;
import org.apache.kafka.common.network.TransportLayer;

/** What the steps of a channel mean for its initialisation and its session. Network thread only. */
final class ChannelProgress {
    private static final PrivateField TRANSPORT = PrivateField.of(KafkaChannel.class, "transportLayer");
    private static final PrivateField AUTHENTICATOR = PrivateField.of(KafkaChannel.class, "authenticator");
    private static final PrivateField RECEIVE = PrivateField.of(KafkaChannel.class, "receive");

    private ChannelProgress() {}

    static void connected(KafkaChannel channel, Connection connection, Throwable thrown) {
        if (thrown != null) {
            connection.client.attempts.failed(connection.nodeId, Failures.of(thrown), false);
        } else if (connection.recorder != null) {
            connection.recorder.end();
            if (TRANSPORT.get(channel) instanceof SslTransportLayer) {
                connection.recorder.begin(Phase.TLS);
            }
        }
    }

    static void prepared(KafkaChannel channel, Connection connection) {
        if (!channel.ready()) {
            return;
        }
        tlsFinished(TRANSPORT.get(channel), connection.recorder);
        if (connection.reauthenticating) {
            connection.endReauthentication(Outcome.RENEWED);
            if (Lifeline.correcting()) {
                WriteInterest.afterReauthentication(channel);
            }
        } else if (connection.recorder != null) {
            // From here on NetworkClient speaks; its ApiVersions finds the recorder by the node's id.
            connection.recorder = null;
        }
    }

    /** Ends phase {@code tls} if that is what is under way. */
    static void tlsFinished(Object transport, InitRecorder recorder) {
        if (recorder != null && recorder.open() == Phase.TLS && transport instanceof SslTransportLayer) {
            SSLSession session = ((SslTransportLayer) transport).sslSession();
            recorder.detail(Detail.TLS_PROTOCOL, session.getProtocol());
            recorder.detail(Detail.TLS_CIPHER, session.getCipherSuite());
            recorder.end();
        }
    }

    static void preparationFailed(KafkaChannel channel, Connection connection, Throwable thrown) {
        Failure foreign = SaslExchange.unfinishedAnswer(AUTHENTICATOR.get(channel));
        Failure failure = foreign == null ? Failures.of(thrown) : foreign;
        boolean reauthentication = channel.successfulAuthentications() > 0;
        if (!reauthentication) {
            boolean refused = thrown instanceof AuthenticationException;
            boolean passes = refused && mayPass(channel, connection, failure);
            connection.client.attempts.failed(connection.nodeId, failure, refused && !passes);
            return;
        }
        connection.failed(failure);
        if (Lifeline.correcting() && connection.session != null) {
            connection.client.reconnects.recourse(connection, Failed.REAUTHENTICATION, failure.message());
            if (thrown instanceof AuthenticationException) {
                // An ordinary disconnect: the full authentication on the next connection is the judge (R10).
                channel.state(ChannelState.READY);
            }
            connection.endReauthentication(Outcome.RECONNECTED);
        } else {
            connection.endReauthentication(Outcome.FAILED);
        }
    }

    /** Whether a refused first authentication is to be tried again before anybody hears of it (R11). */
    private static boolean mayPass(KafkaChannel channel, Connection connection, Failure failure) {
        if (!Lifeline.correcting() || connection.session == null) {
            return false;
        }
        boolean tlsReady = ((TransportLayer) TRANSPORT.get(channel)).ready();
        Recourse recourse = connection.client.reconnects.recourse(
                connection, tlsReady ? Failed.CREDENTIALS : Failed.BEFORE_CREDENTIALS, failure.message());
        if (!recourse.isTold()) {
            channel.state(ChannelState.READY);
        }
        return !recourse.isTold();
    }

    static void closed(KafkaChannel channel, Connection connection) {
        ChannelState.State state = channel.state().state();
        boolean byClient = state == ChannelState.State.LOCAL_CLOSE || state == ChannelState.State.EXPIRED;
        boolean wanted = byClient && !connection.overdue;
        if (connection.reauthenticating) {
            if (wanted && !connection.hasFailed()) {
                connection.endReauthentication(Outcome.ABANDONED);
            } else {
                connection.failed(connection.overdue ? Failures.TIMED_OUT : Failures.CONNECTION_CLOSED);
                connection.endReauthentication(Outcome.RECONNECTED);
            }
            if (!wanted && Lifeline.correcting()) {
                connection.client.reconnects.recourse(connection, Failed.REAUTHENTICATION, null);
            }
        }
        if (connection.session != null) {
            connection.session.closed(connection.nowNanos(), !byClient);
        }
        Failure foreign = SaslExchange.unfinishedAnswer(AUTHENTICATOR.get(channel));
        Failure hint = foreign == null ? Failures.ofUnfinished((NetworkReceive) RECEIVE.get(channel)) : foreign;
        if (hint != null) {
            connection.client.presume(connection.nodeId, hint);
        }
        if (connection.ahead != null) {
            connection.ahead.discard();
        }
        connection.client.closed(connection);
        Connection.detach(channel);
    }
}
