package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.session.CredentialsMark;
import io.kafkalifeline.session.LifetimeKind;
import io.kafkalifeline.session.Renewal;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeResponse;

/** What the steps of a SASL exchange mean for the session of its connection. Network thread only. */
public final class SessionGrants {
    private SessionGrants() {}

    /** The exchange is through. */
    public static void completed(SessionGate gate) {
        Connection connection = gate.connection();
        Renewal renewal = gate.renewal();
        renewal.granted(gate.nowNanos(), connection.answeredLifetimeMs());
        RenewedClient.of(Client.of(connection)).sessionChanged(gate);
        Recovery.of(Client.of(connection)).accepted(connection);
        renewal.complaints()
                .take()
                .ifPresent(complaint -> OperatorLog.line("client "
                        + Client.of(connection).clientId() + ", node " + connection.nodeId() + ": " + complaint));
        renewal.complaints().tooShort().ifPresent(why -> tooShort(connection, why));
    }

    /**
     * The broker's sessions cannot carry a request (R6: a session too short for a request is no session); {@code why}
     * says so in words, and is reported once.
     */
    private static void tooShort(Connection connection, String why) {
        if (connection.target() == null) {
            return;
        }
        Failure failure = new Failure(ErrorType.SESSION_TOO_SHORT, why);
        boolean news = Client.of(connection).memory().sessionTooShort(connection.target(), failure);
        Client.of(connection).awaitFirstAnswer(Link.of(connection), connection.target());
        if (news && connection.recorder() != null) {
            // The hook that records the exchange notes the lifetime later: it encloses this one.
            connection.recorder().detail(Detail.SESSION_LIFETIME_MS, connection.answeredLifetimeMs());
            Connection.report(connection.recorder().failedSoFar(failure));
        }
    }

    /** The client needs its token; returns the one that was computed ahead of time, else null. */
    public static byte[] tokenBegins(SessionGate gate, Object authenticator) {
        gate.renewal().tokenBegins(gate.nowNanos());
        byte[] token = gate.prefetch() == null ? null : gate.prefetch().token(authenticator);
        if (token != null && gate.connection().recorder() != null) {
            gate.connection().recorder().tokenAhead(gate.prefetch().tookNanos());
        }
        return token;
    }

    /**
     * The client has its token, or null where that has failed or nothing is to be written. The token is written next:
     * the session counts from now (R1: a session ends no later than the broker says).
     */
    public static void tokenEnds(SessionGate gate, byte[] token, boolean ahead) {
        if (token != null) {
            int mark = gate.prefetch() == null
                    ? CredentialsMark.UNKNOWN
                    : gate.prefetch().mark(token);
            gate.renewal().tokenComputed(gate.nowNanos(), mark, ahead);
        }
    }

    /** The broker has answered something. */
    public static void answered(SessionGate gate, Object response) {
        if (response instanceof SaslHandshakeResponse) {
            gate.renewal().handshakeAnswered(gate.nowNanos());
        } else if (response instanceof SaslAuthenticateResponse) {
            lifetimeAnswered(gate, (SaslAuthenticateResponse) response);
        }
    }

    private static void lifetimeAnswered(SessionGate gate, SaslAuthenticateResponse response) {
        long lifetimeMs = response.sessionLifetimeMs();
        gate.connection().answeredLifetimeMs(lifetimeMs);
        if (LifetimeKind.isAbsurd(lifetimeMs)) {
            // Kafka's own arithmetic overflows on it, and it would reconnect for ever (R8: odd lifetimes).
            response.data().setSessionLifetimeMs(0);
        }
    }
}
