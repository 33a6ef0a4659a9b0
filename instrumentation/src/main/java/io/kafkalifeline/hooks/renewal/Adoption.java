package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Connection;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.session.Renewal;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;

/** Makes a {@link SessionGate} of a channel that uses SASL. Network thread only. */
public final class Adoption {
    /** Nobody saw when the request for a session that is there already was written: one part in so many is given up. */
    private static final int UNSEEN_SHARE = 20;

    private Adoption() {}

    /** Makes that of a channel that is just being connected; returns null where it does not use SASL. */
    public static SessionGate ofNew(KafkaChannel channel, Connection connection) {
        SessionGate known = SessionGate.of(connection);
        Authenticator authenticator = KafkaChannelMembers.authenticator(channel);
        if (known != null || !(authenticator instanceof SaslClientAuthenticator)) {
            return known;
        }
        RenewedClient client = RenewedClient.of(Client.of(connection));
        TokenPrefetch prefetch = TokenPrefetch.of(channel, authenticator);
        if (prefetch != null) {
            client.uses(prefetch);
        }
        Renewal renewal = new Renewal(
                Recovery.of(Client.of(connection)).cluster(),
                () -> ThreadLocalRandom.current().nextDouble(),
                prefetch == null ? null : client.turns());
        return new SessionGate(connection, renewal, SaslClientAuthenticatorMembers.time(authenticator), prefetch);
    }

    /** The client polls. Where the agent was attached to a running JVM, connections may be there at the first poll. */
    public static void polled(NetworkClient networkClient, Client client) {
        if (!RenewedClient.of(client).isFirstPoll()) {
            return;
        }
        Object selector = NetworkClientMembers.selector(networkClient);
        if (!(selector instanceof Selector)) {
            return;
        }
        List<Node> nodes = NetworkClientMembers.nodes(networkClient);
        Recovery.know(client, nodes);
        if (nodes.stream().anyMatch(node -> node.id() >= 0)) {
            // It knows its brokers from before, and may have got its producer id when nobody looked.
            Recovery.of(client).numbersRecords();
        }
        for (Link link : client.links()) {
            KafkaChannel channel = ((Selector) selector).channel(link.nodeId());
            if (channel != null && link.connection() != null) {
                ofConnected(channel, link.connection());
            }
        }
    }

    /** Takes over the session of a channel that was connected before the agent was there. */
    private static void ofConnected(KafkaChannel channel, Connection connection) {
        SessionGate gate = ofNew(channel, connection);
        if (gate == null || !channel.ready()) {
            return;
        }
        Renewal renewal = gate.renewal();
        Authenticator authenticator = KafkaChannelMembers.authenticator(channel);
        Long lifetimeMs = SaslClientAuthenticatorMembers.sessionLifetimeMs(authenticator);
        long end = SaslClientAuthenticatorMembers.authenticationEndNanos(authenticator);
        long unseen = lifetimeMs == null ? 0 : TimeUnit.MILLISECONDS.toNanos(lifetimeMs) / UNSEEN_SHARE;
        if (channel.successfulAuthentications() > 1) {
            renewal.begun(end);
            renewal.handshakeAnswered(end);
        }
        renewal.authenticateWritten(end - unseen);
        renewal.granted(end, lifetimeMs == null ? 0 : lifetimeMs);
        // Nobody saw whether this session was used: take it that it was.
        renewal.wanted();
        RenewedClient.of(Client.of(connection)).sessionChanged(gate);
    }
}
