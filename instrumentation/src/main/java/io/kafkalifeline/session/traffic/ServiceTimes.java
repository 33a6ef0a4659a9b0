package io.kafkalifeline.session.traffic;

/** How long this connection's broker works on a request of each kind, without the way there and back. */
final class ServiceTimes {
    /** What the first request of a kind is given: it may load half of the broker's code. */
    static final long UNKNOWN_NANOS = 250 * Nanos.PER_MS;

    private static final int KINDS = 128;

    private final Smoothed[] byKind = new Smoothed[KINDS];

    /** @param kind the request's API key; keys beyond the table share one row */
    void took(int kind, long sampleNanos) {
        int row = row(kind);
        if (byKind[row] == null) {
            byKind[row] = new Smoothed();
        }
        byKind[row].add(sampleNanos, 2);
    }

    /** A cautious upper estimate, in ns. */
    long expected(int kind) {
        Smoothed times = byKind[row(kind)];
        return times == null ? UNKNOWN_NANOS : times.mean() + 4 * times.deviation();
    }

    private static int row(int kind) {
        return kind >= 0 && kind < KINDS ? kind : KINDS - 1;
    }
}
