package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.link.Attempt;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import javax.net.ssl.SSLSession;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.ChannelState;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.SslTransportLayer;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;

/** What the steps of a channel mean for what is recorded of it. Network thread only. */
public final class ChannelProgress {
    private ChannelProgress() {}

    /** Phase {@code tcp} ends. */
    public static void connected(KafkaChannel channel, Connection connection, Throwable thrown) {
        if (thrown != null) {
            Initialisations.failed(Link.of(connection), Failures.of(thrown), false);
        } else if (connection.recorder() != null) {
            connection.recorder().end();
            if (KafkaChannelMembers.transportLayer(channel) instanceof SslTransportLayer) {
                connection.recorder().begin(Phase.TLS);
            }
        }
    }

    /** A step of TLS or SASL was made. */
    public static void prepared(KafkaChannel channel, Connection connection) {
        if (!channel.ready()) {
            return;
        }
        tlsFinished(KafkaChannelMembers.transportLayer(channel), connection.recorder());
        if (connection.isRenewalRecorded()) {
            connection.endRenewal(Outcome.RENEWED);
        } else {
            connection.initialised();
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

    /** TLS or SASL has failed. Whether the application hears of it is what the channel's state says by now. */
    public static void preparationFailed(KafkaChannel channel, Connection connection, Throwable thrown) {
        outOfMemory(channel, connection, thrown);
        if (alertAfterHandshake(channel, connection, thrown)) {
            return;
        }
        Failure foreign = unfinishedAnswer(channel);
        Failure failure = foreign == null ? Failures.of(thrown) : foreign;
        boolean told = thrown instanceof AuthenticationException
                && channel.state().state() == ChannelState.State.AUTHENTICATION_FAILED;
        if (channel.successfulAuthentications() == 0) {
            Initialisations.failed(Link.of(connection), failure, told);
        } else {
            connection.failed(failure);
            boolean replaced = connection.renewal() != null && !told;
            connection.endRenewal(replaced ? Outcome.RECONNECTED : Outcome.FAILED);
        }
    }

    /**
     * Nothing more can be read from the channel. An alert of TLS 1.3 that comes after the handshake is its failure.
     */
    public static void readFailed(KafkaChannel channel, Connection connection, Throwable thrown) {
        alertAfterHandshake(channel, connection, thrown);
        outOfMemory(channel, connection, thrown);
    }

    /** Text or a TLS alert, read as the length of an answer, is more than any heap has; Kafka's thread dies of it. */
    private static void outOfMemory(KafkaChannel channel, Connection connection, Throwable thrown) {
        Failure foreign = thrown instanceof OutOfMemoryError ? foreignAnswer(channel) : null;
        if (foreign != null && connection.target() != null) {
            Client.of(connection).memory().thread().misread(connection.target(), foreign);
        }
    }

    private static Failure foreignAnswer(KafkaChannel channel) {
        Failure foreign = unfinishedAnswer(channel);
        return foreign == null ? Failures.ofUnfinished(KafkaChannelMembers.receive(channel)) : foreign;
    }

    /**
     * With TLS 1.3 a client has finished the handshake before the broker has looked at its certificate (RFC 8446, figure
     * 1); Kafka reads the alert while SASL or its first request is under way, and tells the application.
     */
    private static boolean alertAfterHandshake(KafkaChannel channel, Connection connection, Throwable thrown) {
        Attempt attempt = Link.of(connection).attempt();
        boolean late = thrown instanceof SslAuthenticationException
                && attempt != null
                && attempt.recorder().open() != Phase.TLS;
        if (late) {
            boolean told = channel.state().state() == ChannelState.State.AUTHENTICATION_FAILED;
            attempt.recorder().reopen(Phase.TLS);
            attempt.failed(Failures.of(thrown), told);
        }
        return late;
    }

    /** The channel is being closed. */
    public static void closed(KafkaChannel channel, Connection connection) {
        boolean wanted = isClosedByClient(channel) && !connection.isOverdue();
        if (connection.isRenewalRecorded()) {
            if (wanted && !connection.hasFailed()) {
                connection.endRenewal(Outcome.ABANDONED);
            } else {
                connection.failed(connection.isOverdue() ? Failures.TIMED_OUT : Failures.CONNECTION_CLOSED);
                connection.endRenewal(Outcome.RECONNECTED);
            }
        }
        Failure hint = foreignAnswer(channel);
        if (hint != null) {
            Client.of(connection).presume(connection.nodeId(), hint);
        }
        Initialisations.closed(connection);
    }

    private static boolean isClosedByClient(KafkaChannel channel) {
        ChannelState.State state = channel.state().state();
        return state == ChannelState.State.LOCAL_CLOSE || state == ChannelState.State.EXPIRED;
    }

    /** Returns {@link Failures#ofUnfinished} for the answer that the SASL exchange was reading; null without SASL. */
    private static Failure unfinishedAnswer(KafkaChannel channel) {
        Authenticator authenticator = KafkaChannelMembers.authenticator(channel);
        return authenticator instanceof SaslClientAuthenticator
                ? Failures.ofUnfinished(
                        SaslClientAuthenticatorMembers.netInBuffer((SaslClientAuthenticator) authenticator))
                : null;
    }
}
