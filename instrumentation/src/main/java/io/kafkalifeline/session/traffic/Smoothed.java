package io.kafkalifeline.session.traffic;

/** Mean and mean deviation of a duration, smoothed as in RFC 6298 section 2. */
final class Smoothed {
    private boolean known;
    private long meanNanos;
    private long deviationNanos;

    /** @param firstDeviationDivisor which part of the first sample stands for the deviation until there is a second */
    void add(long sampleNanos, int firstDeviationDivisor) {
        if (!known) {
            known = true;
            meanNanos = sampleNanos;
            deviationNanos = sampleNanos / firstDeviationDivisor;
        } else {
            deviationNanos += (Math.abs(sampleNanos - meanNanos) - deviationNanos) / 4;
            meanNanos += (sampleNanos - meanNanos) / 8;
        }
    }

    boolean known() {
        return known;
    }

    long mean() {
        return meanNanos;
    }

    long deviation() {
        return deviationNanos;
    }
}
