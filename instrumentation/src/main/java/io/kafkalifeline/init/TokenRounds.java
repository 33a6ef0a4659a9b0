package io.kafkalifeline.init;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** Notes the rounds of SaslAuthenticate in one phase while they happen. Confined to the connection's thread. */
final class TokenRounds {
    private final LongSupplier nanoTime;
    private List<Round> rounds = Collections.emptyList();
    /** 0 where no round is under way. */
    private long beginNanos;

    private long sentNanos;
    private long aheadNanos;

    /** @param nanoTime {@code System::nanoTime} */
    TokenRounds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void begin() {
        beginNanos = nanoTime.getAsLong();
        sentNanos = 0;
        aheadNanos = 0;
    }

    void ahead(long nanos) {
        aheadNanos = nanos;
    }

    void sent() {
        sentNanos = nanoTime.getAsLong();
    }

    void notSent() {
        beginNanos = 0;
    }

    void answered() {
        if (beginNanos != 0) {
            add(nanoTime.getAsLong());
        }
    }

    /** The rounds that have been answered. */
    List<Round> soFar() {
        return new ArrayList<>(rounds);
    }

    /** Ends the phase: returns its rounds, the last one perhaps without an answer, and forgets them. */
    List<Round> take() {
        if (beginNanos != 0) {
            add(0);
        }
        List<Round> taken = rounds;
        rounds = Collections.emptyList();
        return taken;
    }

    private void add(long answeredNanos) {
        if (rounds.isEmpty()) {
            rounds = new ArrayList<>(4);
        }
        rounds.add(new Round(beginNanos, sentNanos, answeredNanos, aheadNanos));
        beginNanos = 0;
        sentNanos = 0;
    }
}
