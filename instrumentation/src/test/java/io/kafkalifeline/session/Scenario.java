package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;

import io.kafkalifeline.session.Wire.Delay;

/**
 * A network, a broker's speed and what a client asks of it.
 *
 * @param clockOffsetNanos what the client's clock showed at the simulation's begin
 * @param driftPpm how much faster the client's clock runs
 * @param authenticateNanos what the broker needs for one round of an authentication, at least
 * @param writeNanos for how long the connection is half written after each request
 * @param pause for how long the client's machine stands still now and then
 * @param mix the share of each kind of work, in percent; the rest are ordinary answered requests
 */
record Scenario(
        long clockOffsetNanos,
        int driftPpm,
        Delay up,
        Delay down,
        long authenticateNanos,
        int authenticateRounds,
        int maxInFlight,
        long intervalNanos,
        Delay service,
        long writeNanos,
        Delay pause,
        Mix mix) {

    /**
     * @param longPoll requests that the broker may answer at any time within {@code waitNanos}
     * @param unanswered requests that are never answered, a millisecond of work at most: nothing tells how long they
     *     take
     * @param sending for how long one in five ordinary requests occupies the link
     * @param throttled requests after which the broker does not read for a time
     */
    record Mix(int longPoll, long waitNanos, int unanswered, int throttled, Delay throttle, Delay sending) {
        static final Mix PLAIN = new Mix(0, 0, 0, 0, Delay.NONE, Delay.NONE);
    }

    /** One request that the application wants to be written. */
    record Work(
            int kind, long serviceNanos, long waitBoundNanos, long throttleNanos, long sendingNanos, boolean answered) {
        /** On a link of 1 MB/s. */
        long bytes() {
            return sendingNanos / 1_000;
        }
    }

    /** One record every 5 ms, 1 ms to the broker and back, 1–3 ms of work. */
    static Scenario steady() {
        Delay half = new Delay(PER_MS / 2, PER_MS / 2);
        return new Scenario(
                0, 0, half, half, PER_MS, 1, 5, 5 * PER_MS, new Delay(PER_MS, 2 * PER_MS), 0, Delay.NONE, Mix.PLAIN);
    }

    Scenario oneWay(Delay way) {
        return new Scenario(
                clockOffsetNanos,
                driftPpm,
                way,
                way,
                authenticateNanos,
                authenticateRounds,
                maxInFlight,
                intervalNanos,
                service,
                writeNanos,
                pause,
                mix);
    }

    Scenario authenticating(long nanos, int rounds) {
        return new Scenario(
                clockOffsetNanos,
                driftPpm,
                up,
                down,
                nanos,
                rounds,
                maxInFlight,
                intervalNanos,
                service,
                writeNanos,
                pause,
                mix);
    }

    Scenario mixing(Mix other) {
        return new Scenario(
                clockOffsetNanos,
                driftPpm,
                up,
                down,
                authenticateNanos,
                authenticateRounds,
                maxInFlight,
                intervalNanos,
                service,
                writeNanos,
                pause,
                other);
    }

    Scenario pausing(Delay other) {
        return new Scenario(
                clockOffsetNanos,
                driftPpm,
                up,
                down,
                authenticateNanos,
                authenticateRounds,
                maxInFlight,
                intervalNanos,
                service,
                writeNanos,
                other,
                mix);
    }

    Work work(Simulation simulation) {
        int dice = simulation.random.nextInt(100);
        long work = simulation.within(service);
        if (dice < mix.longPoll()) {
            return new Work(1, work + simulation.between(0, mix.waitNanos()), mix.waitNanos(), 0, 0, true);
        }
        if (dice < mix.longPoll() + mix.unanswered()) {
            boolean throttled = simulation.random.nextInt(100) < mix.throttled();
            long throttle = throttled ? simulation.within(mix.throttle()) : 0;
            return new Work(0, Math.min(work, PER_MS), 0, throttle, 0, false);
        }
        if (dice < mix.longPoll() + mix.unanswered() + mix.throttled()) {
            return new Work(0, work, 0, simulation.within(mix.throttle()), 0, true);
        }
        boolean large = mix.sending().most() > 0 && simulation.random.nextInt(5) == 0;
        return new Work(3, work, 0, 0, large ? simulation.within(mix.sending()) : 0, true);
    }

    long clientClock(long trueNanos) {
        return clockOffsetNanos + trueNanos + drift(trueNanos);
    }

    /** The first time at which the client's clock shows at least so much. */
    long trueTime(long clientNanos) {
        long trueNanos = clientNanos - clockOffsetNanos - drift(clientNanos - clockOffsetNanos);
        while (clientClock(trueNanos) - clientNanos < 0) {
            trueNanos++;
        }
        return trueNanos;
    }

    private long drift(long nanos) {
        return nanos / 1_000_000 * driftPpm;
    }
}
