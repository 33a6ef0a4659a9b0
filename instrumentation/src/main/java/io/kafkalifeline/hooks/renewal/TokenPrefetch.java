package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.session.CredentialsMark;
import io.kafkalifeline.session.Renewal;
import io.kafkalifeline.session.TokenEvents;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.Utils;

/**
 * Computes the first token of a connection's next re-authentication on a thread of our own, where a callback handler of
 * somebody else's may take its time (R9: the token comes before the handshake, from another thread). It prepares a
 * whole authenticator of Kafka's, made by the supplier that Kafka itself would ask, so that every mechanism is set up
 * as without the agent; {@link AuthenticatorSupplier} hands it over.
 */
final class TokenPrefetch {
    /** Kafka's login renews its tokens itself, of which nobody is told. */
    private static final String OAUTHBEARER = "OAUTHBEARER";
    /** A ticket for the broker may have to be fetched. */
    private static final String GSSAPI = "GSSAPI";

    private static final long LONGEST_SLEEP_MS = 5_000;
    private static final String WHAT_IS_CLOSED = "prepared authenticator";

    private final AuthenticatorSupplier supplier;
    private final String mechanism;
    private final HandlerCalls calls;
    private final HandlerTurn turn;
    /** The handler is one of Kafka's own. */
    private final boolean kafkas;
    /** When the source was asked for the token in hand, by two clocks: one of them may stand still in sleep. */
    private long askedNanos;

    private long askedWallMs;
    /** How long the token in hand took, in ns. */
    private long tookNanos;
    /** What our thread has computed; the network thread takes it, and our thread itself where it comes too late. */
    private final AtomicReference<Result> result = new AtomicReference<>();
    /**
     * The number of the next exchange. An answer that comes too late for its exchange is dropped: it would be old
     * later.
     */
    private final AtomicInteger exchange = new AtomicInteger();
    /**
     * The mechanism is complete after its first token. Handed over like that, Kafka would not ask it for a token: so
     * the token is left to the exchange.
     */
    private volatile boolean oneToken;

    private TokenPrefetch(AuthenticatorSupplier supplier, String mechanism, HandlerTurn turn, boolean kafkas) {
        this.supplier = supplier;
        this.mechanism = mechanism;
        this.calls = HandlerCalls.of(mechanism);
        this.turn = turn;
        this.kafkas = kafkas;
    }

    /** Returns null where tokens are cheap, or where Kafka's own supplier is out of reach. */
    static TokenPrefetch of(KafkaChannel channel, Authenticator authenticator) {
        Object creator = KafkaChannelMembers.authenticatorCreator(channel);
        String mechanism = SaslClientAuthenticatorMembers.mechanism(authenticator);
        Object handler = SaslClientAuthenticatorMembers.callbackHandler(authenticator);
        return creator instanceof AuthenticatorSupplier
                        && handler != null
                        && (!HandlerTurn.isKafkas(handler) || OAUTHBEARER.equals(mechanism) || GSSAPI.equals(mechanism))
                ? new TokenPrefetch(
                        (AuthenticatorSupplier) creator,
                        mechanism,
                        HandlerTurn.of(handler),
                        HandlerTurn.isKafkas(handler))
                : null;
    }

    /**
     * Whether tokens come from memory: Kafka's own handler hands over the token that the login (Kafka's, Strimzi's, the
     * application's) has by then.
     */
    boolean answersFromMemory() {
        return kafkas && OAUTHBEARER.equals(mechanism);
    }

    /**
     * Whether Kafka itself logs out and in again, and nothing can begin in between. Kafka takes such a failure for a
     * disconnect and not for wrong credentials.
     */
    boolean mayBeLoggedOut() {
        return kafkas && GSSAPI.equals(mechanism);
    }

    /** The machine has slept since the token in hand was computed: it may be older than any clock of ours can tell. */
    private boolean hasSlept() {
        return supplier.hasPrepared()
                && (System.currentTimeMillis() - askedWallMs) - (System.nanoTime() - askedNanos) / 1_000_000
                        > LONGEST_SLEEP_MS;
    }

    /** When the handler is called. */
    HandlerCalls calls() {
        return calls;
    }

    /** Whose turn it is to call the handler. */
    HandlerTurn turn() {
        return turn;
    }

    /** Whether a re-authentication could begin now without two calls of the handler at a time. */
    boolean mayBegin() {
        return supplier.hasPrepared() || !turn.isBusy();
    }

    /** Whether a token was computed for this authenticator, and was not used yet. */
    boolean hasToken(Object authenticator) {
        return supplier.hasToken(authenticator);
    }

    /** Marks the credentials that a token stands for. */
    int mark(byte[] token) {
        return CredentialsMark.of(mechanism, token);
    }

    /** Has the source asked, on a thread of ours, which wakes that selector when it has finished. */
    void ask(Selector selector, Renewal renewal, long now) {
        renewal.sourceAsked(now);
        int forExchange = exchange.get();
        if (!turn.ask(() -> compute(forExchange), selector::wakeup)) {
            renewal.sourceFailed(now);
        }
    }

    /** Takes what our thread has left, if it has finished. */
    void takeAnswer(Renewal renewal, long now) {
        if (hasSlept()) {
            TokenEvents.outdated(renewal);
        }
        Result finished = result.get() == null ? null : result.getAndSet(null);
        if (finished == null) {
            return;
        }
        if (finished.authenticator == null) {
            TokenEvents.failed(renewal, now, finished.allNanos);
            return;
        }
        supplier.offer(finished.authenticator, finished.token);
        tookNanos = finished.tookNanos;
        askedNanos = finished.begunNanos;
        askedWallMs = finished.begunWallMs;
        TokenEvents.answered(
                renewal, now, mark(finished.token), finished.allNanos, System.nanoTime() - finished.begunNanos);
    }

    /** Returns the token that was computed for this authenticator, and forgets it; null where there is none. */
    byte[] token(Object authenticator) {
        return supplier.token(authenticator);
    }

    /** How long that token took, in ns. */
    long tookNanos() {
        return tookNanos;
    }

    /** The re-authentication begins: an answer that comes from now on is too late. */
    void used() {
        exchange.incrementAndGet();
        drop(result.getAndSet(null));
    }

    /** The connection is gone. */
    void discard() {
        used();
        supplier.discard();
    }

    private void compute(int forExchange) {
        if (forExchange != exchange.get()) {
            return;
        }
        long begin = System.nanoTime();
        Result computed = null;
        try {
            computed = compute();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The source is asked again; when the session is over the exchange itself fails, and Kafka reports that.
        } finally {
            result.set(computed == null ? new Result(null, null, 0, begin, 0) : computed);
            if (forExchange != exchange.get()) {
                drop(result.getAndSet(null));
            }
        }
    }

    private Result compute() {
        long begin = System.nanoTime();
        long beginWallMs = System.currentTimeMillis();
        Authenticator authenticator = supplier.make();
        if (oneToken) {
            return new Result(authenticator, null, 0, begin, beginWallMs);
        }
        try {
            byte[] token = SaslClientAuthenticatorMembers.createFirstToken(authenticator);
            if (!SaslClientAuthenticatorMembers.saslClient(authenticator).isComplete()) {
                return new Result(authenticator, token, System.nanoTime() - begin, begin, beginWallMs);
            }
        } catch (RuntimeException e) {
            Utils.closeQuietly(authenticator, WHAT_IS_CLOSED);
            throw e;
        }
        oneToken = true;
        Utils.closeQuietly(authenticator, WHAT_IS_CLOSED);
        // Making it has asked the source already, for as much as the mechanism needs.
        return new Result(supplier.make(), null, 0, begin, beginWallMs);
    }

    private static void drop(Result unwanted) {
        if (unwanted != null && unwanted.authenticator != null) {
            Utils.closeQuietly(unwanted.authenticator, WHAT_IS_CLOSED);
        }
    }

    private static final class Result {
        /** Null where the source has failed. */
        final Authenticator authenticator;
        /** Null where the token has to be computed in the exchange. */
        final byte[] token;

        final long tookNanos;
        final long begunNanos;
        final long begunWallMs;
        /** How long all took, with the making of the authenticator. */
        final long allNanos;

        Result(Authenticator authenticator, byte[] token, long tookNanos, long begunNanos, long begunWallMs) {
            this.authenticator = authenticator;
            this.token = token;
            this.tookNanos = tookNanos;
            this.begunNanos = begunNanos;
            this.begunWallMs = begunWallMs;
            this.allNanos = System.nanoTime() - begunNanos;
        }
    }
}
