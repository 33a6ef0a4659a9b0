package io.kafkalifeline.smoke.scenario.client;

/** The times between one success and the next. Not thread-safe. */
final class Gaps {
    private static final long SILENT_NANOS = 1_000_000_000;

    private long last;
    private boolean begun;
    private boolean ended;
    private long longestNanos;
    private int silences;
    private long quietNanos;

    /** One more success. */
    void tick() {
        if (!ended) {
            close(System.nanoTime());
        }
    }

    /** No more successes are expected; the time since the last one counts. */
    void end() {
        if (!ended && begun) {
            long now = System.nanoTime();
            quietNanos = now - last;
            close(now);
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

    /** For how long there had been no success at {@link #end}. */
    long quietMs() {
        return quietNanos / 1_000_000;
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
