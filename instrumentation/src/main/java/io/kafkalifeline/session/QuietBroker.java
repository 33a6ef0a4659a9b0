package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;

/**
 * How long a broker may leave a SaslHandshake unanswered that has nothing in front of it, before the connection is taken
 * for dead (R10: a failed renewal is never the last word). A broker has no work on it, and a firewall that has forgotten
 * the connection says nothing: so a few times the slowest answer to an authentication is enough. Where the next
 * connection did no better it was the broker, and the next silence may last as long as any. Thread-safe.
 */
final class QuietBroker {
    /**
     * As long as Kafka gives a whole first initialisation ({@code socket.connection.setup.timeout.ms}): for whatever has
     * requests in front of it, or needs work.
     */
    private static final long LONGEST_NANOS = 10_000 * Nanos.PER_MS;

    private static final long LEAST_NANOS = 1_000 * Nanos.PER_MS;
    private static final int TIMES = 8;
    /** A single answer says little; a client soon has two, from the first broker that it asks and from the next. */
    private static final int LEAST_ANSWERS = 2;

    private long slowestNanos;
    private int answers;
    private boolean inDoubt;
    private long gaveUpNanos;

    /** A step of an authentication was answered after so long. */
    synchronized void answered(long tookNanos) {
        slowestNanos = Math.max(tookNanos, slowestNanos - slowestNanos / 8);
        answers = Math.min(answers + 1, LEAST_ANSWERS);
    }

    /** A handshake was given up. */
    synchronized void gaveUp(long nowNanos) {
        inDoubt = true;
        gaveUpNanos = nowNanos;
    }

    /** A new connection was let in: soon after the one before was given up, or not. */
    private void connected(long nowNanos) {
        if (inDoubt && !Nanos.reached(nowNanos, gaveUpNanos + quickNanos())) {
            inDoubt = false;
        }
    }

    /** A session was granted: on a new connection, or renewed in place, which says that brokers answer. */
    synchronized void granted(long nowNanos, boolean first) {
        if (first) {
            connected(nowNanos);
        } else {
            inDoubt = false;
        }
    }

    /**
     * How long to wait for the next answer.
     *
     * @param idle whether it is that to a handshake with nothing in front of it
     */
    synchronized long limitNanos(boolean idle) {
        return idle && answers == LEAST_ANSWERS && !inDoubt ? quickNanos() : LONGEST_NANOS;
    }

    private long quickNanos() {
        return Math.min(LONGEST_NANOS, Math.max(LEAST_NANOS, TIMES * slowestNanos));
    }
}
