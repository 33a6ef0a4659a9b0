package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.session.Session;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeResponse;

/** What the steps of a SASL exchange mean for the session of its connection. Network thread only. */
public final class SessionGrants {
    private SessionGrants() {}

    /** The exchange is through. */
    public static void completed(SessionGate gate) {
        Connection connection = gate.connection();
        gate.session().granted(gate.nowNanos(), connection.answeredLifetimeMs());
        gate.granted();
        Recovery.of(Client.of(connection)).accepted(connection);
        gate.session()
                .complaint()
                .ifPresent(complaint -> OperatorLog.line("client "
                        + Client.of(connection).clientId() + ", node " + connection.nodeId() + ": " + complaint));
        gate.session().tooShort().ifPresent(why -> tooShort(connection, why));
    }

    /** The broker's sessions cannot carry a request; {@code why} says so in words, and is reported once (R6). */
    private static void tooShort(Connection connection, String why) {
        if (connection.target() == null) {
            return;
        }
        Failure failure = new Failure(ErrorType.SESSION_TOO_SHORT, why);
        boolean news = Client.of(connection).memory().sessionTooShort(connection.target(), failure);
        Client.of(connection).awaitFirstAnswer(Link.of(connection), connection.target());
        if (news && connection.recorder() != null) {
            Connection.report(connection.recorder().failedSoFar(failure));
        }
    }

    /** The client needs its token; returns the one that was computed ahead of time, else null. */
    public static byte[] tokenBegins(SessionGate gate, Object authenticator) {
        gate.tokenBegins();
        byte[] token = gate.ahead() == null ? null : gate.ahead().token(authenticator);
        if (token != null && gate.connection().recorder() != null) {
            gate.connection().recorder().tokenAhead(gate.ahead().tookNanos());
        }
        return token;
    }

    /** The write follows: R1 wants a time that is not after its end. */
    public static void tokenComputed(SessionGate gate, byte[] token, boolean ahead) {
        long now = gate.nowNanos();
        gate.session().authenticateWritten(now);
        if (gate.ahead() != null) {
            gate.ahead().said(token);
            if (!ahead) {
                gate.ahead().took(now - gate.tokenBeganNanos());
            }
        }
    }

    /** The broker has answered something. */
    public static void answered(SessionGate gate, Object response) {
        if (response instanceof SaslHandshakeResponse) {
            gate.session().handshakeAnswered(gate.nowNanos());
        } else if (response instanceof SaslAuthenticateResponse) {
            lifetimeAnswered(gate, (SaslAuthenticateResponse) response);
        }
    }

    private static void lifetimeAnswered(SessionGate gate, SaslAuthenticateResponse response) {
        long lifetimeMs = response.sessionLifetimeMs();
        gate.connection().answeredLifetimeMs(lifetimeMs);
        if (Session.isAbsurd(lifetimeMs)) {
            // Kafka's own arithmetic overflows on it, and it would reconnect for ever (R8).
            response.data().setSessionLifetimeMs(0);
        }
    }
}
