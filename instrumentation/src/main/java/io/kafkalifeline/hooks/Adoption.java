package io.kafkalifeline.hooks;

import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.session.Session;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.utils.Time;

/** Makes a {@link Connection} of a channel: of a new one, or of one that was there before the agent. */
final class Adoption {
    private static final String REAUTH_INFO =
            "org.apache.kafka.common.security.authenticator.SaslClientAuthenticator$ReauthInfo";
    private static final Class<?> SASL = SaslClientAuthenticator.class;
    private static final PrivateField AUTHENTICATOR = PrivateField.of(KafkaChannel.class, "authenticator");
    private static final PrivateField TIME = PrivateField.of(SASL, "time");
    private static final PrivateField INFO = PrivateField.of(SASL, "reauthInfo");
    private static final PrivateField LIFETIME = PrivateField.of(SASL, REAUTH_INFO, "positiveSessionLifetimeMs");
    private static final PrivateField END = PrivateField.of(SASL, REAUTH_INFO, "authenticationEndNanos");

    /** Nobody saw when the request of a session that is already there was written; this share of it is given up. */
    private static final int UNSEEN_SHARE = 20;

    private Adoption() {}

    /** For a channel that is just being connected. */
    static Connection ofNew(KafkaChannel channel, Client client, InitRecorder recorder) {
        Object identity = recorder == null ? new Object() : recorder.connection();
        Authenticator authenticator = (Authenticator) AUTHENTICATOR.get(channel);
        Time time = time(authenticator);
        TokenAhead ahead = authenticator instanceof SaslClientAuthenticator && Lifeline.correcting()
                ? TokenAhead.of(channel, authenticator, client.turns)
                : null;
        return Connection.attach(channel, client, identity, newSession(authenticator, client), time, ahead, recorder);
    }

    /** For a channel that was connected before the agent was there. */
    static Connection of(KafkaChannel channel, Client client) {
        Connection connection = ofNew(channel, client, null);
        if (connection.session != null && channel.ready()) {
            Object info = INFO.get(AUTHENTICATOR.get(channel));
            Long lifetimeMs = (Long) LIFETIME.get(info);
            long end = (Long) END.get(info);
            long unseen = lifetimeMs == null ? 0 : TimeUnit.MILLISECONDS.toNanos(lifetimeMs) / UNSEEN_SHARE;
            if (channel.successfulAuthentications() > 1) {
                connection.session.reauthenticationBegun(end);
                connection.session.handshakeAnswered(end);
            }
            connection.session.authenticateWritten(end - unseen);
            connection.session.granted(end, lifetimeMs == null ? 0 : lifetimeMs);
        }
        return connection;
    }

    private static Session newSession(Authenticator authenticator, Client client) {
        return authenticator instanceof SaslClientAuthenticator
                ? new Session(client.cluster, () -> ThreadLocalRandom.current().nextDouble())
                : null;
    }

    private static Time time(Authenticator authenticator) {
        return authenticator instanceof SaslClientAuthenticator ? (Time) TIME.get(authenticator) : Time.SYSTEM;
    }
}
