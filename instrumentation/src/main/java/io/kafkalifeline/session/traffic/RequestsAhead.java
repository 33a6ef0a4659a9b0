package io.kafkalifeline.session.traffic;

import java.util.Arrays;

/**
 * The requests of one connection that the broker has not answered yet (R2: requests arrive in time). The broker takes
 * the next one off the socket only after these, and none at all while it throttles the connection.
 *
 * <p>All times that this class tells are comparable with {@code lastAuthenticateWritten + L}: both leave out the way to
 * the broker, which is the same for every request but for its {@linkplain RoundTrip#variation() variation}.
 */
final class RequestsAhead {
    /** The default request timeout: after it the client itself closes the connection. */
    private static final long LONGEST_OVERDUE_NANOS = 30_000 * Nanos.PER_MS;

    private static final long LONGEST_WAIT_NANOS = 86_400_000 * Nanos.PER_MS;

    private final RoundTrip roundTrip;
    private final NetworkSpeed network;
    private final ConnectionSpeed speed;
    private final ServiceTimes serviceTimes = new ServiceTimes();

    private Waiting[] ring = {new Waiting(), new Waiting(), new Waiting(), new Waiting()};
    private int head;
    private int size;
    private long behindHeadNanos;
    private long lastAnswerNanos;
    private long throttledUntilNanos;
    private long expectedThrottleNanos;
    private long sendingNanos;
    private long unseenNanos;
    private long sentNanos;
    /** Since the last authentication a request was written that the broker never answers. */
    private boolean unansweredSince;
    /** Such a request may be in front of what is written next. */
    private boolean unansweredAhead;

    private long unansweredBytes;

    RequestsAhead(RoundTrip roundTrip, NetworkSpeed network, long expectedThrottleNanos) {
        this.roundTrip = roundTrip;
        this.network = network;
        this.speed = new ConnectionSpeed(network);
        this.expectedThrottleNanos = expectedThrottleNanos;
    }

    /** Forgets the requests ahead: a broker answers what was written before an authentication before it. */
    void clear(long nowNanos) {
        head = 0;
        size = 0;
        behindHeadNanos = 0;
        lastAnswerNanos = nowNanos;
        throttledUntilNanos = nowNanos;
        unansweredSince = false;
        unansweredAhead = false;
    }

    void written(long nowNanos, int kind, long waitBoundNanos, long bytes) {
        if (size == ring.length) {
            grow();
        }
        Waiting request = at(size);
        request.kind = kind;
        request.bytes = bytes;
        request.writtenNanos = nowNanos;
        request.waitBoundNanos = Math.min(Math.max(0, waitBoundNanos), LONGEST_WAIT_NANOS);
        request.serviceNanos = Math.max(serviceTimes.expected(kind), speed.sendingNanos(bytes));
        request.throttleNanos = expectedThrottleNanos;
        request.tellsRoundTrip = size == 0
                && !unansweredAhead
                && request.waitBoundNanos == 0
                && Nanos.reached(nowNanos, throttledUntilNanos);
        if (size > 0) {
            behindHeadNanos += request.longestNanos();
        }
        size++;
    }

    void answered(long nowNanos) {
        if (size == 0) {
            return;
        }
        Waiting request = at(0);
        if (request.tellsRoundTrip) {
            roundTrip.answered(nowNanos - request.writtenNanos);
        }
        long took = Math.max(0, nowNanos - begun(request, roundTrip.least()) - request.waitBoundNanos);
        serviceTimes.took(request.kind, took);
        speed.answered(request.bytes, took);
        sendingNanos = Math.max(took, sendingNanos - sendingNanos / 8);
        expectedThrottleNanos -= expectedThrottleNanos / 8;
        head = (head + 1) & (ring.length - 1);
        size--;
        lastAnswerNanos = nowNanos;
        if (size > 0) {
            behindHeadNanos -= at(0).longestNanos();
        } else if (unansweredAhead) {
            unansweredAhead = false;
            // What the network had taken was on its way for longer than the hand-over took.
            unseenSending(sentNanos + took);
            speed.answered(unansweredBytes, sentNanos + took);
            sentNanos = 0;
        }
    }

    /** The newest one will not be answered: {@link #handshakeLate} tells later what became of it. */
    void newestNeverAnswered() {
        unansweredSince = true;
        unansweredAhead = true;
        if (size == 0) {
            return;
        }
        size--;
        unansweredBytes = at(size).bytes;
        if (size > 0) {
            behindHeadNanos -= at(size).longestNanos();
        }
    }

    int size() {
        return size;
    }

    /** A request that will not be answered took so long to be handed to the network. */
    void sent(long tookNanos) {
        sentNanos = tookNanos;
        unseenSending(tookNanos);
    }

    private void unseenSending(long nanos) {
        unseenNanos = Math.max(unseenNanos, nanos);
        network.sentUnseen(nanos);
    }

    /**
     * A SaslHandshake took longer than usual. Requests that are never answered may have been in front of it, on a slow
     * link or over a quota, of which the client is told nothing.
     *
     * @param nanos how much longer than usual it took; may be negative
     */
    void handshakeLate(long nanos) {
        unseenNanos -= unseenNanos / 8;
        if (unansweredSince) {
            unseenNanos = Math.max(unseenNanos, nanos);
        }
    }

    /**
     * The broker throttles. The client will soon be over its quota again, so throttles are expected and forgotten
     * slowly.
     */
    void throttled(long nowNanos, long throttleNanos) {
        throttledUntilNanos = Nanos.later(throttledUntilNanos, nowNanos + throttleNanos);
        expectedThrottleNanos = Math.max(expectedThrottleNanos, throttleNanos + throttleNanos / 4);
        for (int i = 0; i < size; i++) {
            expectThrottle(i);
        }
    }

    /** Expects a throttle after a request that is on its way already: it is over the quota as well. */
    private void expectThrottle(int index) {
        Waiting request = at(index);
        long more = Math.max(0, expectedThrottleNanos - request.throttleNanos);
        request.throttleNanos += more;
        if (index > 0) {
            behindHeadNanos += more;
        }
    }

    /**
     * How long a request may take to arrive as a whole, in ns: on a slow link a large one takes longer than a trip. An
     * answering time does not tell how much of it that was, so this is the longest of the last ones.
     */
    long sendingNanos(long bytes) {
        long anySize = Math.max(Math.max(sendingNanos, unseenNanos), network.unseenSendingNanos());
        return Math.max(anySize, speed.sendingNanos(bytes));
    }

    long throttledUntil() {
        return throttledUntilNanos;
    }

    /** A cautious estimate of when the broker takes a request off the socket that is written now. */
    long takenOff(long nowNanos) {
        if (size == 0) {
            return Nanos.later(nowNanos, throttledUntilNanos);
        }
        Waiting request = at(0);
        long answered = begun(request, 0) + request.longestNanos();
        // An overdue answer may take as long again.
        long overdue = nowNanos - begun(request, roundTrip.mean()) - request.waitBoundNanos;
        long again = nowNanos + Math.min(Math.max(0, overdue), LONGEST_OVERDUE_NANOS);
        return Nanos.later(answered, again) + behindHeadNanos;
    }

    /**
     * The last time at which a request can be written and still be taken off by {@code latestNanos}, if nothing is
     * answered until then; a time before now where it is too late already.
     */
    long lastTimeToWrite(long nowNanos, long latestNanos) {
        if (takenOff(nowNanos) - latestNanos > 0) {
            return nowNanos - 1;
        }
        if (size == 0) {
            return latestNanos;
        }
        long latest = latestNanos - behindHeadNanos;
        long patience = begun(at(0), roundTrip.mean()) + at(0).waitBoundNanos;
        long room = Math.max(0, latest - patience);
        return latest - Math.min(room / 2 + (room & 1), LONGEST_OVERDUE_NANOS);
    }

    /** Since when the broker can have been working on the oldest request, after a way of {@code wayNanos}. */
    private long begun(Waiting request, long wayNanos) {
        return Nanos.later(Nanos.later(request.writtenNanos + wayNanos, lastAnswerNanos), throttledUntilNanos);
    }

    private Waiting at(int index) {
        return ring[(head + index) & (ring.length - 1)];
    }

    private void grow() {
        Waiting[] larger = new Waiting[2 * ring.length];
        Arrays.setAll(larger, i -> i < size ? at(i) : new Waiting());
        ring = larger;
        head = 0;
    }

    private static final class Waiting {
        int kind;
        long bytes;
        long writtenNanos;
        long waitBoundNanos;
        long serviceNanos;
        /** How long the broker may stop reading after this request, in ns. */
        long throttleNanos;

        boolean tellsRoundTrip;

        long longestNanos() {
            return waitBoundNanos + serviceNanos + throttleNanos;
        }
    }
}
