package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Slot;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Reauthentication.Trigger;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.session.Renewal;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator.SaslState;

/** What the steps of the SASL exchanges on one connection mean for what is recorded of it. Network thread only. */
public final class SaslExchange {
    private static final Slot<Connection, SaslExchange> EXCHANGE = new Slot<>();

    private final Connection connection;
    /** When the token of the present session was written. */
    private long writtenNanos;

    private SaslExchange(Connection connection) {
        this.connection = connection;
    }

    private static SaslExchange of(Connection connection) {
        SaslExchange exchange = EXCHANGE.get(connection);
        if (exchange == null) {
            exchange = new SaslExchange(connection);
            EXCHANGE.set(connection, exchange);
        }
        return exchange;
    }

    /** Returns null where nothing is recorded of it, or where the authenticator is only prepared ahead of time. */
    public static SaslExchange of(SaslClientAuthenticator authenticator) {
        Connection connection = Connection.of(authenticator);
        return connection == null || connection.recorder() == null ? null : of(connection);
    }

    /** The exchange is about to make its next step. */
    public void step(SaslClientAuthenticator authenticator) {
        ChannelProgress.tlsFinished(SaslClientAuthenticatorMembers.transportLayer(authenticator), recorder());
        if (SaslClientAuthenticatorMembers.saslState(authenticator) == SaslState.SEND_APIVERSIONS_REQUEST) {
            recorder().begin(Phase.SASL_API_VERSIONS);
        }
    }

    /** The exchange has come to that state. */
    public void moved(SaslClientAuthenticator authenticator, SaslState state) {
        switch (state) {
            case SEND_HANDSHAKE_REQUEST:
            case REAUTH_SEND_HANDSHAKE_REQUEST:
                recorder().begin(Phase.SASL_HANDSHAKE);
                break;
            case INITIAL:
            case REAUTH_INITIAL:
                recorder().begin(Phase.SASL_AUTHENTICATE);
                break;
            case COMPLETE:
                recorder().detail(Detail.SESSION_LIFETIME_MS, connection.answeredLifetimeMs());
                recorder().end();
                return;
            default:
                return;
        }
        recorder().detail(Detail.SASL_MECHANISM, SaslClientAuthenticatorMembers.mechanism(authenticator));
    }

    /** The client begins to compute its token. */
    public void tokenBegins() {
        recorder().tokenBegin();
    }

    /** The client is about to write its token. */
    public void tokenComputed() {
        writtenNanos = connection.nowNanos();
    }

    /** The token was handed to the socket; {@code sent} is false where there was nothing to send. */
    public void tokenSent(boolean sent) {
        if (sent) {
            recorder().tokenSent();
        } else {
            recorder().tokenNotSent();
        }
    }

    /** The broker has answered something. */
    public void answered(Object response) {
        if (response instanceof SaslAuthenticateResponse) {
            recorder().tokenAnswered();
            if (connection.renewal() == null) {
                connection.answeredLifetimeMs(((SaslAuthenticateResponse) response).sessionLifetimeMs());
            }
        }
    }

    /** A re-authentication begins: the new authenticator is about to write SaslHandshake. */
    public static void renewing(KafkaChannel channel, Connection connection) {
        SaslExchange exchange = of(connection);
        connection.recordRenewal(
                Recorders.ofRenewal(target(channel, connection), connection.identity(), exchange.describe(channel)));
        connection.recorder().begin(Phase.SASL_HANDSHAKE);
    }

    private Reauthentication describe(KafkaChannel channel) {
        long now = connection.nowNanos();
        Renewal renewal = connection.renewal();
        long held = renewal == null ? 0 : renewal.heldNanos(now);
        int inFlight = renewal == null ? inFlight(channel) : renewal.waiting();
        Trigger trigger = held > 0 ? Trigger.HOLD : inFlight > 0 || channel.hasSend() ? Trigger.DUE : Trigger.IDLE;
        return renewal == null
                ? new Reauthentication(trigger, connection.answeredLifetimeMs(), remainingNanos(now), held, inFlight)
                : new Reauthentication(trigger, renewal.lifetimeMs(), renewal.remainingNanos(now), held, inFlight);
    }

    /** What is left of a session that the agent does not renew, in ns. */
    private long remainingNanos(long nowNanos) {
        long lifetimeMs = connection.answeredLifetimeMs();
        return lifetimeMs > 0 ? writtenNanos + TimeUnit.MILLISECONDS.toNanos(lifetimeMs) - nowNanos : Long.MAX_VALUE;
    }

    /** How many requests wait for their answers, without the one that the channel has still to write. */
    private int inFlight(KafkaChannel channel) {
        NetworkClient networkClient = Client.of(connection).networkClient();
        int all = networkClient == null ? 0 : networkClient.inFlightRequestCount(connection.nodeId());
        return channel.hasSend() ? Math.max(0, all - 1) : all;
    }

    private static Target target(KafkaChannel channel, Connection connection) {
        if (connection.target() != null) {
            return connection.target();
        }
        NetworkClient networkClient = Client.of(connection).networkClient();
        InetSocketAddress address = KafkaChannelMembers.remoteAddress(channel);
        return new Target(
                Client.of(connection).clientId(),
                connection.nodeId(),
                address == null ? "" : address.getHostString(),
                address == null ? 0 : address.getPort(),
                networkClient == null ? null : SecurityProtocols.of(NetworkClientMembers.selector(networkClient)));
    }

    private InitRecorder recorder() {
        return connection.recorder();
    }
}
