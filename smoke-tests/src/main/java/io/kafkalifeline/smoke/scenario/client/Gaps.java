package io.kafkalifeline.smoke.scenario.client;

/** The times between one success and the next. Not thread-safe. */
final class Gaps {
    private static final long SILENT_NANOS = 1_000_000_000;

    private long last;
    private boolean begun;
    private boolean ended;
    private long longestNanos;
    private int silences;

    /** One more success. */
    void tick() {
        if (!ended) {
            close(System.nanoTime());
        }
    }

    /** No more successes are expected; the time since the last one counts. */
    void end() {
        if (!ended && begun) {
            close(System.nanoTime());
        }
        ended = true;
    }

    /** Forgets what was until now. */
    void restart() {
        longestNanos = 0;
        silences = 0;
        begun = true;
        last = System.nanoTime();
    }

    long longestMs() {
        return longestNanos / 1_000_000;
    }

    /** How many gaps were longer than a second. */
    int silences() {
        return silences;
    }

    private void close(long now) {
        if (begun) {
            long gap = now - last;
            longestNanos = Math.max(longestNanos, gap);
            if (gap > SILENT_NANOS) {
                silences++;
            }
        }
        begun = true;
        last = now;
    }
}
