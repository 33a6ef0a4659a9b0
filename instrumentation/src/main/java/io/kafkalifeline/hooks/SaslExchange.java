package io.kafkalifeline.hooks;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.session.Session;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.TransportLayer;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeResponse;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator.SaslState;

/** What the steps of a SASL exchange mean for the connection's recorder and session. Network thread only. */
final class SaslExchange {
    private static final PrivateField TRANSPORT = PrivateField.of(SaslClientAuthenticator.class, "transportLayer");
    private static final PrivateField MECHANISM = PrivateField.of(SaslClientAuthenticator.class, "mechanism");
    private static final PrivateField STATE = PrivateField.of(SaslClientAuthenticator.class, "saslState");

    private static final PrivateField RECEIVE = PrivateField.of(SaslClientAuthenticator.class, "netInBuffer");

    private SaslExchange() {}

    static void step(SaslClientAuthenticator authenticator) {
        Connection connection = connection(authenticator);
        InitRecorder recorder = connection == null ? null : connection.recorder;
        if (recorder == null) {
            return;
        }
        ChannelProgress.tlsFinished(TRANSPORT.get(authenticator), recorder);
        if (STATE.get(authenticator) == SaslState.SEND_APIVERSIONS_REQUEST) {
            recorder.begin(Phase.SASL_API_VERSIONS);
        }
    }

    static void moved(SaslClientAuthenticator authenticator, SaslState state) {
        Connection connection = connection(authenticator);
        if (connection == null || connection.session == null) {
            return;
        }
        if (state == SaslState.COMPLETE) {
            completed(connection);
        } else if (connection.recorder != null) {
            begin(connection.recorder, state, (String) MECHANISM.get(authenticator));
        }
    }

    private static void begin(InitRecorder recorder, SaslState state, String mechanism) {
        switch (state) {
            case SEND_HANDSHAKE_REQUEST:
            case REAUTH_SEND_HANDSHAKE_REQUEST:
                recorder.begin(Phase.SASL_HANDSHAKE);
                break;
            case INITIAL:
            case REAUTH_INITIAL:
                recorder.begin(Phase.SASL_AUTHENTICATE);
                break;
            default:
                return;
        }
        recorder.detail(Detail.SASL_MECHANISM, mechanism);
    }

    private static void completed(Connection connection) {
        connection.session.granted(connection.nowNanos(), connection.answeredLifetimeMs);
        connection.wanted = false;
        connection.client.reconnects.accepted(connection);
        connection
                .session
                .complaint()
                .ifPresent(complaint -> OperatorLog.line(
                        "client " + connection.client.clientId + ", node " + connection.nodeId + ": " + complaint));
        if (connection.recorder != null) {
            connection.recorder.detail(Detail.SESSION_LIFETIME_MS, connection.answeredLifetimeMs);
        }
        connection.session.tooShort().ifPresent(why -> connection.client.sessionTooShort(connection, why));
        connection.client.sessionChanged(connection);
        if (connection.recorder != null) {
            connection.recorder.end();
        }
    }

    /** Returns the token where it was computed ahead of time, else null. */
    static byte[] tokenBegins(SaslClientAuthenticator authenticator) {
        Connection connection = connection(authenticator);
        if (connection == null || connection.session == null) {
            return null;
        }
        connection.tokenBeganNanos = connection.nowNanos();
        if (connection.recorder != null) {
            connection.recorder.tokenBegin();
        }
        byte[] token = connection.ahead == null ? null : connection.ahead.token(authenticator);
        if (token != null && connection.recorder != null) {
            connection.recorder.tokenAhead(connection.ahead.tookNanos());
        }
        return token;
    }

    /** The write follows: R1 wants a time that is not after its end. */
    static void tokenComputed(SaslClientAuthenticator authenticator, byte[] token, boolean ahead) {
        Connection connection = connection(authenticator);
        if (connection == null || connection.session == null) {
            return;
        }
        long now = connection.nowNanos();
        connection.session.authenticateWritten(now);
        if (connection.ahead != null) {
            connection.ahead.said(token);
            if (!ahead) {
                connection.ahead.took(now - connection.tokenBeganNanos);
            }
        }
    }

    static void tokenSent(SaslClientAuthenticator authenticator, boolean sent) {
        Connection connection = connection(authenticator);
        if (connection == null || connection.recorder == null) {
            return;
        }
        if (sent) {
            connection.recorder.tokenSent();
        } else {
            connection.recorder.tokenNotSent();
        }
    }

    static void answered(SaslClientAuthenticator authenticator, Object response) {
        Connection connection = connection(authenticator);
        if (connection == null || connection.session == null) {
            return;
        }
        if (response instanceof SaslHandshakeResponse) {
            connection.session.handshakeAnswered(connection.nowNanos());
        } else if (response instanceof SaslAuthenticateResponse) {
            if (connection.recorder != null) {
                connection.recorder.tokenAnswered();
            }
            lifetimeAnswered(connection, (SaslAuthenticateResponse) response);
        }
    }

    /** As {@link Failures#ofUnfinished}, of an exchange that has failed. */
    static Failure unfinishedAnswer(Object authenticator) {
        return authenticator instanceof SaslClientAuthenticator
                ? Failures.ofUnfinished((NetworkReceive) RECEIVE.get(authenticator))
                : null;
    }

    private static void lifetimeAnswered(Connection connection, SaslAuthenticateResponse response) {
        connection.answeredLifetimeMs = response.sessionLifetimeMs();
        if (Lifeline.correcting() && Session.isAbsurd(connection.answeredLifetimeMs)) {
            // Kafka's own arithmetic overflows on it, and it would reconnect for ever (R8).
            response.data().setSessionLifetimeMs(0);
        }
    }

    /** Whether our own call wants Kafka's body to begin a re-authentication now. */
    static boolean reauthenticationIsOurs(SaslClientAuthenticator authenticator) {
        Connection connection = connection(authenticator);
        return connection != null && connection.beginning;
    }

    /** Returns null, too, while an authenticator is only prepared. */
    private static Connection connection(SaslClientAuthenticator authenticator) {
        return TokenAhead.working() ? null : Connection.of((TransportLayer) TRANSPORT.get(authenticator));
    }
}
