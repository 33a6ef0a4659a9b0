package io.kafkalifeline.session;

import java.util.HashMap;
import java.util.Map;

/**
 * No broker that goes on refusing a client's credentials is tried more often than once a second (R11), under whatever
 * name the client knows it: its bootstrap server, its node and its coordinator have back-offs of their own.
 *
 * <p>Confined to the thread that drives the client; times are milliseconds of the client's clock.
 */
public final class AttemptPace {
    private static final long LEAST_MS = 1_000;
    private static final long FORGOTTEN_MS = 600_000;

    private final Map<String, Long> begunMs = new HashMap<>();

    public AttemptPace() {}

    /** That broker has refused once too often to be tried again at once; {@code broker} is its host and port. */
    public void slowDown(String broker, long nowMs) {
        // Who has not been tried for long need not be waited for.
        begunMs.values().removeIf(begun -> nowMs - begun > FORGOTTEN_MS);
        begunMs.putIfAbsent(broker, nowMs);
    }

    /** It has accepted the credentials. */
    public void accepted(String broker) {
        if (!begunMs.isEmpty()) {
            begunMs.remove(broker);
        }
    }

    /** An attempt begins. */
    public void began(String broker, long nowMs) {
        begunMs.computeIfPresent(broker, (same, before) -> nowMs);
    }

    /** For how many milliseconds it must not be tried; 0 if it may be. */
    public long waitMs(String broker, long nowMs) {
        Long begun = begunMs.isEmpty() ? null : begunMs.get(broker);
        return begun == null ? 0 : Math.max(0, begun + LEAST_MS - nowMs);
    }

    /** Whether every broker may be tried. */
    public boolean isIdle() {
        return begunMs.isEmpty();
    }
}
