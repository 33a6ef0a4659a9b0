package io.kafkalifeline.session;

/** One direction of a connection: delays, never reorders or loses. */
final class Wire {
    private final Simulation simulation;
    private final Delay delay;
    private long lastArrivalNanos;
    private boolean cut;

    /** A one-way delay: the least of it and what may be on top. */
    record Delay(long leastNanos, long jitterNanos) {
        static final Delay NONE = new Delay(0, 0);

        long most() {
            return leastNanos + jitterNanos;
        }
    }

    Wire(Simulation simulation, Delay delay) {
        this.simulation = simulation;
        this.delay = delay;
    }

    void carry(Runnable arrival) {
        carry(0, arrival);
    }

    /** @param sendingNanos for how long it occupies the link */
    void carry(long sendingNanos, Runnable arrival) {
        long trip = simulation.within(delay);
        lastArrivalNanos = Math.max(lastArrivalNanos, simulation.now() + trip) + sendingNanos;
        simulation.at(lastArrivalNanos, () -> {
            if (!cut) {
                arrival.run();
            }
        });
    }

    /** The connection is gone, and what is under way with it. */
    void cut() {
        cut = true;
    }
}
