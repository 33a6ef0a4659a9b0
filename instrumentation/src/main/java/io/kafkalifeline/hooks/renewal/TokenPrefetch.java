package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.kafka.KafkaChannelMembers;
import io.kafkalifeline.hooks.kafka.SaslClientAuthenticatorMembers;
import io.kafkalifeline.hooks.link.PreparingThread;
import io.kafkalifeline.session.CredentialsMark;
import io.kafkalifeline.session.Renewal;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * Computes the first token of a connection's next re-authentication on a thread of our own, where a callback handler of
 * somebody else's may take its time (R9: the token comes before the handshake, from another thread). It prepares a
 * whole authenticator of Kafka's, made by the supplier that Kafka itself would ask, so that every mechanism is set up
 * as without the agent; {@link AuthenticatorSupplier} hands it over.
 */
final class TokenPrefetch {
    private static final String KAFKA = packageOf(Time.class).replaceAll("common\\.utils$", "");
    private static final String WHAT_IS_CLOSED = "prepared authenticator";
    private static final ThreadPoolExecutor THREADS = threads();

    /** Each waits for a credential source and does nothing else: a slow one must not keep the other clients waiting. */
    private static final int MOST_THREADS = 64;

    private final AuthenticatorSupplier supplier;
    private final String mechanism;
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

    private TokenPrefetch(AuthenticatorSupplier supplier, String mechanism) {
        this.supplier = supplier;
        this.mechanism = mechanism;
    }

    /** Returns null where tokens are cheap, or where Kafka's own supplier is out of reach. */
    static TokenPrefetch of(KafkaChannel channel, Authenticator authenticator) {
        Object creator = KafkaChannelMembers.authenticatorCreator(channel);
        String mechanism = SaslClientAuthenticatorMembers.mechanism(authenticator);
        return creator instanceof AuthenticatorSupplier && (mayBlock(authenticator) || refreshes(mechanism))
                ? new TokenPrefetch((AuthenticatorSupplier) creator, mechanism)
                : null;
    }

    /** Whether Kafka itself renews the tokens of this mechanism, of which nobody is told. */
    private static boolean refreshes(String mechanism) {
        return "OAUTHBEARER".equals(mechanism);
    }

    /** Whether the callback handler may take its time: Kafka's own handlers answer from memory. */
    private static boolean mayBlock(Authenticator authenticator) {
        Object handler = SaslClientAuthenticatorMembers.callbackHandler(authenticator);
        return handler != null && !handler.getClass().getName().startsWith(KAFKA);
    }

    /** Marks the credentials that a token stands for. */
    int mark(byte[] token) {
        return CredentialsMark.of(mechanism, token);
    }

    /** Has the source asked, on a thread of ours, which wakes that selector when it has finished. */
    void ask(Selector selector, Renewal renewal, long now) {
        renewal.sourceAsked(now);
        ClassLoader applications = Thread.currentThread().getContextClassLoader();
        try {
            int forExchange = exchange.get();
            THREADS.execute(() -> compute(selector, applications, forExchange));
        } catch (RejectedExecutionException e) {
            renewal.sourceFailed(now);
        }
    }

    /** Takes what our thread has left, if it has finished. */
    void takeAnswer(Renewal renewal, long now) {
        Result finished = result.get() == null ? null : result.getAndSet(null);
        if (finished == null) {
            return;
        }
        if (finished.authenticator == null) {
            renewal.sourceFailed(now);
            return;
        }
        supplier.offer(finished.authenticator, finished.token);
        tookNanos = finished.tookNanos;
        renewal.sourceAnswered(now, mark(finished.token));
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

    private void compute(Selector selector, ClassLoader applications, int forExchange) {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(applications);
        PreparingThread.begin();
        Result computed = Result.FAILED;
        try {
            computed = compute();
        } catch (RuntimeException e) {
            // The source is asked again; when the session is over the exchange itself fails, and Kafka reports that.
        } finally {
            PreparingThread.end();
            thread.setContextClassLoader(null);
            result.set(computed);
            if (forExchange != exchange.get()) {
                drop(result.getAndSet(null));
            }
            selector.wakeup();
        }
    }

    private Result compute() {
        long begin = System.nanoTime();
        Authenticator authenticator = supplier.make();
        if (oneToken) {
            return new Result(authenticator, null, 0);
        }
        try {
            byte[] token = SaslClientAuthenticatorMembers.createFirstToken(authenticator);
            if (!SaslClientAuthenticatorMembers.saslClient(authenticator).isComplete()) {
                return new Result(authenticator, token, System.nanoTime() - begin);
            }
        } catch (RuntimeException e) {
            Utils.closeQuietly(authenticator, WHAT_IS_CLOSED);
            throw e;
        }
        oneToken = true;
        Utils.closeQuietly(authenticator, WHAT_IS_CLOSED);
        // Making it has asked the source already, for as much as the mechanism needs.
        return new Result(supplier.make(), null, 0);
    }

    private static void drop(Result unwanted) {
        if (unwanted != null && unwanted.authenticator != null) {
            Utils.closeQuietly(unwanted.authenticator, WHAT_IS_CLOSED);
        }
    }

    /** A thread for each source that is being asked; an idle one ends after 5 s. */
    private static ThreadPoolExecutor threads() {
        return new ThreadPoolExecutor(0, MOST_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(null, task, "kafka-lifeline-credentials", 0, false);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static String packageOf(Class<?> type) {
        return type.getName().substring(0, type.getName().lastIndexOf('.'));
    }

    private static final class Result {
        static final Result FAILED = new Result(null, null, 0);

        /** Null where the source has failed. */
        final Authenticator authenticator;
        /** Null where the token has to be computed in the exchange. */
        final byte[] token;

        final long tookNanos;

        Result(Authenticator authenticator, byte[] token, long tookNanos) {
            this.authenticator = authenticator;
            this.token = token;
            this.tookNanos = tookNanos;
        }
    }
}
