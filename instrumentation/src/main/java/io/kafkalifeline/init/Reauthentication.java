package io.kafkalifeline.init;

/** What is particular to an {@link Initialisation} that renews a session (KIP-368). Immutable. */
public final class Reauthentication {
    /** What made the client re-authenticate. */
    public enum Trigger {
        /** The session is near its end and requests are waiting or flowing. */
        DUE("due"),
        /** The session is near its end and the connection is idle. */
        IDLE("idle"),
        /** Requests were held because the session could not carry them. */
        HOLD("hold");

        private final String id;

        Trigger(String id) {
            this.id = id;
        }

        /** The attribute value that operators see. */
        public String id() {
            return id;
        }
    }

    private final Trigger trigger;
    private final long oldLifetimeMs;
    private final long remainingNanos;
    private final long holdNanos;
    private final int inFlightRequests;

    /**
     * @param oldLifetimeMs the lifetime of the session that is being renewed
     * @param remainingNanos what was left of that session at the beginning; negative where it had expired
     * @param holdNanos how long requests had been held before the beginning; 0 where none were
     * @param inFlightRequests requests on this connection that were sent and not yet answered at the beginning
     */
    public Reauthentication(
            Trigger trigger, long oldLifetimeMs, long remainingNanos, long holdNanos, int inFlightRequests) {
        this.trigger = trigger;
        this.oldLifetimeMs = oldLifetimeMs;
        this.remainingNanos = remainingNanos;
        this.holdNanos = holdNanos;
        this.inFlightRequests = inFlightRequests;
    }

    /** What made the client re-authenticate. */
    public Trigger trigger() {
        return trigger;
    }

    /** The lifetime of the session that was to be renewed, in ms. */
    public long oldLifetimeMs() {
        return oldLifetimeMs;
    }

    /** What was left of that session at the beginning, in ns; negative where it had expired. */
    public long remainingNanos() {
        return remainingNanos;
    }

    /** How long requests had been held at the beginning, in ns; 0 where none were. */
    public long holdNanos() {
        return holdNanos;
    }

    /** How many requests waited for their answers at the beginning. */
    public int inFlightRequests() {
        return inFlightRequests;
    }
}
