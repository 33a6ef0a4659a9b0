package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.kafka.SelectorMembers;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.TransportLayer;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;

/**
 * The connections of one client whose authentication stands still, because its next step calls the application's
 * handler and a thread of ours is in it (R9: the token comes before the handshake, from another thread). The client's
 * own thread goes on with all others, and takes these up again when the handler is free. Network thread only.
 */
final class StandingBack {
    /** How long until the client tries again; the call that ends wakes it. */
    private static final long LOOK_AGAIN_MS = 50;

    private final List<SessionGate> gates = new ArrayList<>(1);
    /** Null where the client has no handler but Kafka's. */
    private HandlerTurn turn;

    private boolean calledWhenMade;
    /** Since the last poll the client would have made a connection, but for the handler. */
    private boolean connectionWaits;

    /** A connection of the client uses that handler. */
    void know(TokenPrefetch prefetch) {
        turn = prefetch.turn();
        calledWhenMade = prefetch.calls().whenMade();
    }

    boolean isEmpty() {
        return gates.isEmpty();
    }

    /** For how many ms no connection can be made, because that calls the handler; 0 where one can. */
    long connectMs() {
        boolean waits = calledWhenMade && turn != null && turn.isBusy();
        connectionWaits |= waits;
        return waits ? LOOK_AGAIN_MS : 0;
    }

    /**
     * Whether that authentication must not make its next step now. If so it reads nothing until {@link #beforePoll}
     * takes it up again.
     */
    boolean mustWait(SessionGate gate, SaslClientAuthenticator authenticator) {
        if (turn == null || !turn.isBusy() || !mayCall(gate.prefetch(), authenticator)) {
            return false;
        }
        TransportLayer transport = SaslClientAuthenticatorMembers.transportLayer(authenticator);
        if ((transport.selectionKey().interestOps() & SelectionKey.OP_WRITE) != 0) {
            // It has still to write what is answered then.
            return false;
        }
        // What has arrived would wake the poll over and over.
        transport.removeInterestOps(SelectionKey.OP_READ);
        gates.remove(gate);
        gates.add(gate);
        turn.want(true);
        return true;
    }

    private static boolean mayCall(TokenPrefetch prefetch, SaslClientAuthenticator authenticator) {
        if (prefetch == null) {
            return false;
        }
        switch (SaslClientAuthenticatorMembers.saslState(authenticator).toString()) {
            case "RECEIVE_HANDSHAKE_RESPONSE":
            case "INITIAL":
            case "REAUTH_RECEIVE_HANDSHAKE_OR_OTHER_RESPONSE":
            case "REAUTH_INITIAL":
                return prefetch.calls().forFirstToken() && !prefetch.hasToken(authenticator);
            case "INTERMEDIATE":
                return prefetch.calls().forLaterTokens();
            default:
                return false;
        }
    }

    /**
     * Takes up again what has waited, if the handler is free. What is asked ahead of time goes on where nothing has
     * waited, nor any connection that is still to be made: these come first, or a slow handler would keep them for ever.
     */
    void beforePoll(Selector selector) {
        if (turn == null) {
            return;
        }
        boolean waited = !gates.isEmpty();
        if (waited && !turn.isBusy()) {
            for (SessionGate gate : gates) {
                goOn(selector, gate);
            }
            gates.clear();
        }
        turn.want(waited || connectionWaits);
        // Who still waits says so again before the next poll, which the end of the call wakes.
        connectionWaits = false;
    }

    /** The hooks are switched off: nobody waits for the handler any more. */
    void switchedOff(Selector selector) {
        List<SessionGate> waiting = List.copyOf(gates);
        gates.clear();
        waiting.forEach(gate -> goOn(selector, gate));
    }

    private static void goOn(Selector selector, SessionGate gate) {
        KafkaChannel channel = selector.channel(gate.connection().nodeId());
        if (channel != null
                && SessionGate.of(channel) == gate
                && channel.selectionKey().isValid()) {
            KafkaChannelMembers.transportLayer(channel).addInterestOps(SelectionKey.OP_READ);
            if (channel.hasBytesBuffered()) {
                SelectorMembers.madeReadProgress(selector);
            }
        }
    }

    void closed(SessionGate gate) {
        gates.remove(gate);
    }
}
