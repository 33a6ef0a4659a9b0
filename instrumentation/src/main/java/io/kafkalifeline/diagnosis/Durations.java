package io.kafkalifeline.diagnosis;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Writes durations as people say them. */
final class Durations {
    private Durations() {}

    /** @param nanos in ns; less than 0 counts as 0 */
    static String text(long nanos) {
        double seconds = Math.max(0, nanos) / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
