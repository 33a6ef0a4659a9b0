package io.kafkalifeline.diagnosis;

/** One moment by both clocks: one to tell people, one to measure durations with. Immutable. */
final class Moment {
    private final long epochMs;
    private final long nanos;

    /**
     * @param epochMs by the wall clock, which may be set back meanwhile
     * @param nanos the same moment as {@link System#nanoTime()}
     */
    Moment(long epochMs, long nanos) {
        this.epochMs = epochMs;
        this.nanos = nanos;
    }

    /** For people. */
    long epochMs() {
        return epochMs;
    }

    /** For durations. */
    long nanos() {
        return nanos;
    }
}
