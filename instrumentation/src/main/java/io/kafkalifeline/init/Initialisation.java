package io.kafkalifeline.init;

import java.util.Collections;
import java.util.List;

/**
 * Everything between "the client wants a connection to a broker" and "the first ordinary request can be sent", or the
 * renewal of a session on such a connection. Immutable; safe to hand to another thread.
 */
public final class Initialisation {
    private final Target target;
    private final Object connection;
    private final Object startContext;
    private final PeerAddress address;
    private final int attempt;
    private final long beginEpochNanos;
    private final long beginNanos;
    private final long endNanos;
    private final Outcome outcome;
    private final Reauthentication reauthentication;
    private final List<PhaseRecord> phases;

    Initialisation(
            Target target,
            Object connection,
            Object startContext,
            PeerAddress address,
            int attempt,
            long beginEpochNanos,
            long beginNanos,
            long endNanos,
            Outcome outcome,
            Reauthentication reauthentication,
            List<PhaseRecord> phases) {
        this.target = target;
        this.connection = connection;
        this.startContext = startContext;
        this.address = address;
        this.attempt = attempt;
        this.beginEpochNanos = beginEpochNanos;
        this.beginNanos = beginNanos;
        this.endNanos = endNanos;
        this.outcome = outcome;
        this.reauthentication = reauthentication;
        this.phases = Collections.unmodifiableList(phases);
    }

    /** The broker that it is for. */
    public Target target() {
        return target;
    }

    /**
     * The identity of the connection, the same object for its first initialisation and all its re-authentications.
     * Holds nothing of Kafka's; meant as a key that can be held weakly.
     */
    public Object connection() {
        return connection;
    }

    /** What {@link StartContext#current()} returned when this began; null where it returned null. */
    public Object startContext() {
        return startContext;
    }

    /** The address that was dialled; null where none was, or where it is not known. */
    public PeerAddress address() {
        return address;
    }

    /** 1, or one more than the attempts in a row that have failed since this broker was last ready. */
    public int attempt() {
        return attempt;
    }

    /** The wall-clock time, in ns since the epoch, of {@code nanoTime}, a reading of {@link System#nanoTime()}. */
    public long epochNanos(long nanoTime) {
        return beginEpochNanos + (nanoTime - beginNanos);
    }

    /** When it began, as {@link System#nanoTime()}. */
    public long beginNanos() {
        return beginNanos;
    }

    /** When it ended, as {@link System#nanoTime()}. */
    public long endNanos() {
        return endNanos;
    }

    /** How long it took, in ns. */
    public long durationNanos() {
        return endNanos - beginNanos;
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** What is particular to a re-authentication; null for the initialisation of a new connection. */
    public Reauthentication reauthentication() {
        return reauthentication;
    }

    /** The phases that were begun, in order; none is open. */
    public List<PhaseRecord> phases() {
        return phases;
    }

    /** Why it did not succeed: {@link Failure#UNKNOWN} where no phase says so; null where nothing went wrong. */
    public Failure failure() {
        if (outcome.isHarmless()) {
            return null;
        }
        PhaseRecord failed = failedPhase();
        return failed == null ? Failure.UNKNOWN : failed.failure();
    }

    /** The phase that failed, or null. */
    public PhaseRecord failedPhase() {
        for (PhaseRecord phase : phases) {
            if (phase.failure() != null) {
                return phase;
            }
        }
        return null;
    }
}
