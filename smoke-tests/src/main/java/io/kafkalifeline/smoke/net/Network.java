package io.kafkalifeline.smoke.net;

import java.time.Duration;

/**
 * How a {@link Relay} passes bytes on.
 *
 * @param there how long a byte travels from the client to the broker
 * @param back how long it travels back
 * @param bytesPerSecond how many bytes pass, each way and connection; 0 is no limit
 * @param every what arrives within so long arrives at once, as at a machine that was paused; zero is never
 */
public record Network(Duration there, Duration back, long bytesPerSecond, Duration every) {
    public static final Network LOOPBACK = new Network(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);

    public static Network oneWay(Duration eachWay) {
        return new Network(eachWay, eachWay, 0, Duration.ZERO);
    }

    public static Network inBursts(Duration every) {
        return new Network(Duration.ZERO, Duration.ZERO, 0, every);
    }

    public Network withBandwidth(long newBytesPerSecond) {
        return new Network(there, back, newBytesPerSecond, every);
    }

    /** When a byte arrives that is sent at that time of {@link System#nanoTime}. */
    long arrivalNanos(long sentNanos, boolean toBroker) {
        long due = sentNanos + (toBroker ? there : back).toNanos();
        return every.isZero() ? due : due + every.toNanos() - Math.floorMod(due, every.toNanos());
    }

    /** How long a sender of so many bytes has to wait before its next ones are read. */
    Duration pauseAfter(int bytes) {
        return bytesPerSecond == 0 ? Duration.ZERO : Duration.ofMillis(bytes * 1000L / bytesPerSecond);
    }
}
