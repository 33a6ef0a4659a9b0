package io.kafkalifeline.hooktests;

import io.kafkalifeline.hooktests.cluster.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/**
 * A handler as applications have them: it takes its time, and it signs with a {@link Mac} of its own, which two threads
 * would spoil for each other. Made by Kafka; tells its {@link Calls} what it sees.
 */
public final class ApplicationsHandler implements AuthenticateCallbackHandler {
    /** The client's setting that holds the {@link Calls}. */
    static final String SETTING = "handler.calls";

    /** The threads that call it ahead of time. */
    private static final String AHEAD = "kafka-lifeline-credentials";

    static final InheritableThreadLocal<String> TENANT = new InheritableThreadLocal<>();

    private static final byte[] TEXT = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    private final Mac mac;
    private final byte[] right;
    private final AtomicInteger inside = new AtomicInteger();
    private Calls calls;

    public ApplicationsHandler() throws GeneralSecurityException {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
        right = mac.doFinal(TEXT);
    }

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        calls = (Calls) settings.get(SETTING);
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        Thread thread = Thread.currentThread();
        calls.most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            calls.seen.add(
                    new Seen(thread.getName(), TENANT.get(), thread.getContextClassLoader(), thread.getThreadGroup()));
            byte[] signed = sign();
            if (!Arrays.equals(signed, right)) {
                calls.spoilt = true;
            }
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName("alice");
                } else if (callback instanceof PasswordCallback password) {
                    password.setPassword(Script.PASSWORD.toCharArray());
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        } finally {
            inside.decrementAndGet();
        }
    }

    private byte[] sign() throws IOException {
        try {
            mac.update(TEXT, 0, TEXT.length / 2);
            Duration takes = calls.takes;
            calls.hangs = takes.toSeconds() > 0;
            TimeUnit.NANOSECONDS.sleep(takes.toNanos());
            if (Thread.currentThread().getName().equals(AHEAD)) {
                calls.hangs = calls.released.getCount() > 0;
                calls.released.await();
            }
            calls.hangs = false;
            mac.update(TEXT, TEXT.length / 2, TEXT.length - TEXT.length / 2);
            return mac.doFinal();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        if (inside.get() > 0) {
            calls.closedWhileInside = true;
        }
        calls.closed = true;
    }

    /** What has been seen by the one handler that was made with it. */
    static final class Calls {
        final List<Seen> seen = new CopyOnWriteArrayList<>();
        final AtomicInteger most = new AtomicInteger();
        volatile Duration takes = Duration.ZERO;
        /** What is asked ahead of time answers when this is open. */
        volatile CountDownLatch released = new CountDownLatch(0);
        /** A call is under way that takes a second or more, or until it is released. */
        volatile boolean hangs;

        volatile boolean spoilt;
        volatile boolean closed;
        volatile boolean closedWhileInside;
    }

    record Seen(String thread, String tenant, ClassLoader loader, ThreadGroup group) {
        boolean isAhead() {
            return thread.equals(AHEAD);
        }

        Seen onThread(String name) {
            return new Seen(name, tenant, loader, group);
        }
    }
}
