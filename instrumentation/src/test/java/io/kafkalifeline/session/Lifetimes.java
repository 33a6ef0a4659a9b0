package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;

import java.util.Random;

/** What a broker grants. */
interface Lifetimes {
    /** What the broker tells, in ms, and when it will act on it, in true time. */
    record Granted(long toldMs, long expiresNanos) {}

    Granted grant(long nowNanos);

    static Lifetimes always(long lifetimeMs) {
        return now -> new Granted(lifetimeMs, now + lifetimeMs * PER_MS);
    }

    static Lifetimes random(Random random, long leastMs, long mostMs) {
        return now -> {
            long lifetimeMs = leastMs + (long) (random.nextDouble() * (mostMs - leastMs));
            return new Granted(lifetimeMs, now + lifetimeMs * PER_MS);
        };
    }

    static Lifetimes endless(long toldMs) {
        return now -> new Granted(toldMs, Long.MAX_VALUE);
    }

    /** As MSK does: what is left of the session as long as it lives, a full one afterwards; 0 for less than 1 ms. */
    static Lifetimes shrinking(long fullMs) {
        return new Lifetimes() {
            private long endNanos;

            @Override
            public Granted grant(long nowNanos) {
                if (nowNanos >= endNanos) {
                    endNanos = nowNanos + fullMs * PER_MS;
                }
                long leftMs = (endNanos - nowNanos) / PER_MS;
                return new Granted(leftMs, nowNanos + leftMs * PER_MS);
            }
        };
    }

    /** The same, but told as 0 from the beginning: the broker grants nothing and says so in the ambiguous way. */
    static Lifetimes expiredAtOnce() {
        return now -> new Granted(0, now);
    }
}
