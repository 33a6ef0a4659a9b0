package io.kafkalifeline.init;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One phase of an {@link Initialisation} that has ended. Times are {@link System#nanoTime()}. */
public final class PhaseRecord {
    private final Phase phase;
    private final long beginNanos;
    private final long endNanos;
    private final Failure failure;
    private final Map<Detail, Object> details;
    private final List<Round> rounds;

    PhaseRecord(
            Phase phase,
            long beginNanos,
            long endNanos,
            Failure failure,
            Map<Detail, Object> details,
            List<Round> rounds) {
        this.phase = phase;
        this.beginNanos = beginNanos;
        this.endNanos = endNanos;
        this.failure = failure;
        this.details = Collections.unmodifiableMap(details);
        this.rounds = Collections.unmodifiableList(rounds);
    }

    /** This phase, which has failed after all, and goes on until {@code nanoTime}. */
    PhaseRecord failed(Failure why, long nanoTime) {
        return new PhaseRecord(phase, beginNanos, nanoTime, why, details, rounds);
    }

    /** Which phase it is. */
    public Phase phase() {
        return phase;
    }

    /** When it began, as {@link System#nanoTime()}. */
    public long beginNanos() {
        return beginNanos;
    }

    /** When it ended, as {@link System#nanoTime()}. */
    public long endNanos() {
        return endNanos;
    }

    /** Why the phase failed, or null where it succeeded. */
    public Failure failure() {
        return failure;
    }

    /** What it tells about itself, each value of the type that {@link Detail} names; unmodifiable. */
    public Map<Detail, Object> details() {
        return details;
    }

    /** The rounds of SaslAuthenticate; empty for any other phase. */
    public List<Round> rounds() {
        return rounds;
    }
}
