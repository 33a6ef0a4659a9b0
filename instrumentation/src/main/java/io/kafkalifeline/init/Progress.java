package io.kafkalifeline.init;

/** How far an initialisation under way has come. Immutable. */
public final class Progress {
    private final Phase phase;
    private final long sinceNanos;
    private final PeerAddress address;

    Progress(Phase phase, long sinceNanos, PeerAddress address) {
        this.phase = phase;
        this.sinceNanos = sinceNanos;
        this.address = address;
    }

    /** The phase that was begun last; null before the first one. */
    public Phase phase() {
        return phase;
    }

    /** When that phase began, as {@link System#nanoTime()}. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** The address that was dialled; null before that. */
    public PeerAddress address() {
        return address;
    }
}
