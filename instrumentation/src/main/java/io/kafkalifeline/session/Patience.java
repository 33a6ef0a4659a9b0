package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How long a client that once had a good session with its cluster goes on trying when one broker refuses the first
 * authentication of a new connection (R11: refusals that pass are waited out). A limit on connections, or credentials
 * that are a second late in rotating, must not reach the application; refusals that do not pass must reach it soon.
 *
 * <p>One instance for each broker of a client. Confined to the thread that drives the client; times are nanoseconds of
 * the client's clock.
 */
public final class Patience {
    /** How long to go on, by what the broker said. */
    public static final class Limits {
        private final List<String> capacityPhrases;
        private final long capacityNanos;
        /** Null: as long as {@link UsualPatience} says. */
        private final Duration other;

        /**
         * @param capacityPhrases texts by which brokers say that it is not the credentials
         * @param capacity how long to go on after such a refusal
         * @param other how long to go on after any other; zero: it surfaces at once, as without the agent
         */
        public Limits(List<String> capacityPhrases, Duration capacity, Duration other) {
            this.capacityPhrases = List.copyOf(capacityPhrases);
            this.capacityNanos = capacity.toNanos();
            this.other = other;
        }

        /** After any other refusal as long as {@link UsualPatience} says. */
        public static Limits usual(List<String> capacityPhrases, Duration capacity) {
            return new Limits(capacityPhrases, capacity, null);
        }

        private boolean isCapacity(String refusal) {
            return refusal != null && capacityPhrases.stream().anyMatch(refusal::contains);
        }
    }

    /** The refusal is to be reported, as without the agent. */
    public static final long SURFACE = -1;

    private static final long FIRST_DELAY_NANOS = 100 * Nanos.PER_MS;
    private static final long LONGEST_DELAY_NANOS = 5_000 * Nanos.PER_MS;
    private static final long ONE_SECOND_NANOS = 1_000 * Nanos.PER_MS;
    /** From this attempt on, attempts are at least a second apart. */
    private static final int QUICK_ATTEMPTS = 3;

    private final Limits limits;
    private final ClusterMemory cluster;
    private final DoubleSupplier random;
    private final ReplacementDelay replacement;
    private long otherNanos;
    private int refusals;
    private long firstRefusalNanos;
    private long nextAttemptNanos;
    private boolean exhausted;

    /**
     * @param cluster what the client knows of all brokers: the time that one broker has refused the credentials counts
     *     for the next one, too
     * @param random uniform in [0, 1)
     */
    public Patience(Limits limits, ClusterMemory cluster, DoubleSupplier random) {
        this.limits = limits;
        this.otherNanos = (limits.other == null ? UsualPatience.SHORTEST : limits.other).toNanos();
        this.cluster = cluster;
        this.random = random;
        this.replacement = new ReplacementDelay(random);
    }

    /** How long to go on where the operator has not said it. */
    public void usually(Duration usual) {
        if (limits.other == null) {
            otherNanos = usual.toNanos();
        }
    }

    /** Nanoseconds. A refusal that comes later than this after the attempt it belongs to begins a new series. */
    private long staleNanos() {
        return Math.max(limits.capacityNanos, otherNanos);
    }

    /**
     * The broker refused an authentication.
     *
     * @param refusal its words, or null
     * @return after how many nanoseconds to try again, or {@link #SURFACE}
     */
    public long refused(long nowNanos, String refusal) {
        if (refusals > 0 && nowNanos - nextAttemptNanos > staleNanos()) {
            refusals = 0;
            exhausted = false;
        }
        if (refusals == 0) {
            firstRefusalNanos = nowNanos;
        }
        long leftNanos = leftNanos(nowNanos, refusal);
        if (exhausted || leftNanos <= 0) {
            exhausted = true;
            return SURFACE;
        }
        refusals++;
        long delayNanos = delayNanos(nowNanos);
        // The last attempt is made just when the time is up: a refusal that passes until then is not reported.
        return attemptAfter(
                nowNanos,
                leftNanos - delayNanos >= leastNanos() ? delayNanos : Math.max(leftNanos, leastNanos(nowNanos)));
    }

    /** A re-authentication has failed; returns after how many nanoseconds to make the connection anew. */
    long replacementNanos(long nowNanos) {
        return replacement.next(nowNanos);
    }

    /** The refusal was reported; returns after how many nanoseconds to try again. */
    public long surfaced(long nowNanos) {
        return attemptAfter(nowNanos, Math.max(ONE_SECOND_NANOS, leastNanos(nowNanos)));
    }

    private long attemptAfter(long nowNanos, long delayNanos) {
        nextAttemptNanos = nowNanos + delayNanos;
        return delayNanos;
    }

    private long leftNanos(long nowNanos, String refusal) {
        return limits.isCapacity(refusal)
                ? limits.capacityNanos - (nowNanos - firstRefusalNanos)
                : otherNanos - (nowNanos - cluster.refusals.refused(nowNanos, staleNanos()));
    }

    /** Whether some broker of the cluster has ever accepted this client's credentials. */
    boolean hasLetIn() {
        return cluster.refusals.hasLetIn();
    }

    /** Whether the broker has refused so often that it must not be tried more than once a second. */
    public boolean mustSlowDown() {
        return exhausted || refusals >= QUICK_ATTEMPTS;
    }

    /** The broker accepted an authentication. */
    public void accepted() {
        refusals = 0;
        exhausted = false;
        cluster.refusals.accepted();
    }

    private long delayNanos(long nowNanos) {
        long doubled = FIRST_DELAY_NANOS << Math.min(refusals - 1, 10);
        long jittered = (long) (doubled * (1 + random.getAsDouble() / 2));
        return Math.min(LONGEST_DELAY_NANOS, Math.max(jittered, leastNanos(nowNanos)));
    }

    private long leastNanos() {
        return refusals >= QUICK_ATTEMPTS ? ONE_SECOND_NANOS : 0;
    }

    /** At least so long from now on. A node and a coordinator may be the same broker: their attempts share the pace. */
    private long leastNanos(long nowNanos) {
        long least = leastNanos();
        return least == 0 ? 0 : Math.max(least, nextAttemptNanos + least - nowNanos);
    }
}
