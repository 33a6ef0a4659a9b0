package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.kafka.SelectorMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.log.ForeignText;
import io.kafkalifeline.session.AfterFailure;
import io.kafkalifeline.session.AfterFailure.Failed;
import io.kafkalifeline.session.TokenEvents;
import io.kafkalifeline.session.UsualPatience;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.ChannelState;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;

/** Begin and end of a re-authentication, and of a first authentication that is refused. Network thread only. */
public final class Reauthentications {
    /**
     * How long a connection waits for Kafka's own login after its session: a broker renews a session that is over, and a
     * new connection could not be made either.
     */
    private static final long LONGEST_LOGIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private Reauthentications() {}

    /**
     * Begins a re-authentication. Where that fails, the channel is closed gracefully (R12: what was answered is
     * delivered).
     */
    static void begin(Selector selector, KafkaChannel channel, SessionGate gate) {
        if (gate.prefetch() != null && !gate.prefetch().mayBegin()) {
            // Without a token, Kafka would call the handler in which a thread of ours is.
            TokenEvents.notBegun(gate.renewal(), gate.nowNanos());
            return;
        }
        gate.beginning(true);
        try {
            channel.maybeBeginClientReauthentication(gate::nowNanos);
        } catch (IOException | RuntimeException e) {
            if (gate.isRenewing() || isOver(gate)) {
                endBeforeItBegan(selector, channel, gate, e);
            } else {
                // Nothing was written, the authenticator is still the old one.
                gate.connection().forgetRenewal();
                TokenEvents.notBegun(gate.renewal(), gate.nowNanos());
                SelectorMembers.log(selector)
                        .info(
                                "Re-authentication with {} cannot begin yet ({})",
                                channel.socketDescription(),
                                ForeignText.of(e));
            }
        } finally {
            gate.beginning(false);
        }
    }

    /** Whether the session is over, and there is nothing more to wait for (R9: it is used to its end). */
    private static boolean isOver(SessionGate gate) {
        long grace = gate.prefetch() != null && gate.prefetch().mayBeLoggedOut() ? LONGEST_LOGIN_NANOS : 0;
        return gate.renewal().remainingNanos(gate.nowNanos()) <= -grace;
    }

    /** The new authenticator is about to write SaslHandshake. */
    public static void begun(SessionGate gate) {
        gate.renewalBegun();
    }

    private static void endBeforeItBegan(Selector selector, KafkaChannel channel, SessionGate gate, Exception thrown) {
        if (thrown instanceof AuthenticationException) {
            SelectorMembers.countFailedReauthentication(selector);
        }
        SelectorMembers.log(selector)
                .info("Failed re-authentication with {} ({})", channel.socketDescription(), ForeignText.of(thrown));
        gate.connection().failed(Failures.of(thrown));
        reconnect(selector, channel, gate);
    }

    /** The broker does not answer: a fresh connection may do better (R10: a failed renewal is never the last word). */
    static void giveUp(Selector selector, KafkaChannel channel, SessionGate gate) {
        SelectorMembers.log(selector).info("Failed re-authentication with {} (no answer)", channel.socketDescription());
        gate.connection().failed(Failures.TIMED_OUT);
        reconnect(selector, channel, gate);
    }

    private static void reconnect(Selector selector, KafkaChannel channel, SessionGate gate) {
        gate.connection().endRenewal(Outcome.RECONNECTED);
        ended(gate, null);
        SelectorMembers.closeGracefully(selector, channel);
    }

    /** A re-authentication has failed: a fresh connection takes over. */
    private static void ended(SessionGate gate, String refusal) {
        gate.endRenewal();
        failed(gate, Failed.REAUTHENTICATION, refusal);
    }

    private static AfterFailure failed(SessionGate gate, Failed failed, String refusal) {
        return Recovery.of(Client.of(gate.connection()))
                .failed(gate.connection(), failed, gate.queued(), refusal, gate.nowMs());
    }

    /** A step of TLS or SASL was made. */
    public static void prepared(KafkaChannel channel, SessionGate gate) {
        if (channel.ready() && gate.endRenewal()) {
            WriteInterest.afterReauthentication(channel);
        }
    }

    /** TLS or SASL has failed. A failure that the application is not to hear of becomes an ordinary disconnect. */
    public static void preparationFailed(KafkaChannel channel, SessionGate gate, Throwable thrown) {
        boolean refused = thrown instanceof AuthenticationException;
        String refusal = Failures.of(thrown).message().verbatim();
        if (channel.successfulAuthentications() > 0) {
            ended(gate, refusal);
            if (refused) {
                // The full authentication on the next connection is the judge (R10: a failed renewal is never the last
                // word).
                channel.state(ChannelState.READY);
            }
        } else if (refused) {
            boolean tlsReady = KafkaChannelMembers.transportLayer(channel).ready();
            if (tlsReady) {
                Client client = Client.of(gate.connection());
                Recovery.of(client).usualPatience(gate.connection(), usualPatience(channel, client));
            }
            AfterFailure next = failed(gate, tlsReady ? Failed.CREDENTIALS : Failed.BEFORE_CREDENTIALS, refusal);
            if (!next.isTold()) {
                channel.state(ChannelState.READY);
            }
        }
    }

    private static Duration usualPatience(KafkaChannel channel, Client client) {
        Authenticator refused = KafkaChannelMembers.authenticator(channel);
        Object handler = SaslClientAuthenticatorMembers.callbackHandler(refused);
        return UsualPatience.with(
                SaslClientAuthenticatorMembers.mechanism(refused),
                handler != null && !HandlerTurn.isKafkas(handler),
                Framework.owns(client.clientId()));
    }

    /** The channel is being closed. */
    public static void closed(KafkaChannel channel, SessionGate gate) {
        ChannelState.State state = channel.state().state();
        boolean byClient = state == ChannelState.State.LOCAL_CLOSE || state == ChannelState.State.EXPIRED;
        if (gate.endRenewal() && (!byClient || gate.connection().isOverdue())) {
            failed(gate, Failed.REAUTHENTICATION, null);
        }
        gate.closed(!byClient);
        RenewedClient.of(Client.of(gate.connection())).closed(gate);
    }
}
